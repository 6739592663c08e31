import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { answerOrder, type FoundPage, findPage, orderFor } from "../paging/answer-page.ts";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const safe = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => escapes[letter] ?? "");

/**
 * The page behind the link of a message: it works on any telephone, without signing in, without scripts. Opening it
 * answers nothing, since mail programs open links by themselves; only its buttons do.
 */
export function answerRoutes(app: App, ports: AppPorts): void {
  const params = z.object({ token: z.string().min(1).max(500) });
  const find = async (token: string): Promise<FoundPage | null> => {
    const name = ports.paging.codes.read(token);
    return name === null ? null : findPage(ports, name);
  };
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: 1000 },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get("/answer/:token", { schema: { params, hide: true } }, async (request, reply) => {
    const found = await find(request.params.token);
    void reply.header("cache-control", "no-store").type("text/html; charset=utf-8");
    if (found === null)
      return reply
        .code(404)
        .send(
          document(
            "This link is not one of ours",
            "<p>It may have been cut off. Open the console, or call whoever leads the incident.</p>",
          ),
        );
    return reply.send(question(found));
  });
  app.post(
    "/answer/:token",
    { schema: { params, body: z.object({ answer: z.enum(["coming", "cannot"]) }), hide: true } },
    async (request, reply) => {
      const found = await find(request.params.token);
      void reply.header("cache-control", "no-store").type("text/html; charset=utf-8");
      if (found === null) return reply.code(404).send(document("This link is not one of ours", ""));
      const refusal = await orderFor(ports, found, answerOrder(found, request.body.answer, "link"));
      if (refusal !== null)
        return reply.code(409).send(document("Nothing to answer any more", `<p>${safe(refusal)}</p>`));
      const after = await find(request.params.token);
      return reply.send(question(after ?? found));
    },
  );
}

function question({ state, page }: FoundPage): string {
  const callout = state.callouts.get(page.callout);
  const answer = callout?.answers.get(page.person)?.answer;
  const said = { coming: "You said that you are coming.", cannot: "You said that you cannot come." };
  const standing =
    answer === undefined
      ? "<p>Nobody knows yet whether you come.</p>"
      : `<p><strong>${said[answer]}</strong> You can still change it.</p>`;
  const over = callout?.status === "ended" ? "<p>The call is over: nobody is needed any more.</p>" : "";
  const form = `<form method="post"><button name="answer" value="coming">I am coming</button><button name="answer" value="cannot">I cannot</button></form>`;
  const title = safe(state.opening?.title ?? "Incident");
  return document(
    title,
    `<p>You are needed as <strong>${safe(page.role)}</strong>.</p><p>${safe(callout?.text ?? "")}</p>${standing}${over === "" ? form : over}`,
  );
}

function document(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>:root{color-scheme:light dark}body{font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.4rem}button{font:inherit;font-weight:600;display:block;width:100%;min-height:3.5rem;margin:.75rem 0}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}
