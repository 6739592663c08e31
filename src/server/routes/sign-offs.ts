import { z } from "zod";
import { ownerOf } from "#core/revision/approval.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { personOf } from "../commands.ts";
import { signOffView } from "../documents/document-view.ts";
import { giveDocumentsCommand } from "../documents/give-command.ts";
import { signOffSchema } from "../schemas/document.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, makes, operation } from "./operation.ts";

const signBody = z
  .strictObject({
    ref: refSchema,
    revision: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: "The revision that was read; another one is refused." }),
    statement: z.string().max(10_000).default(""),
    expiresOn: z.iso.date().nullable().default(null).meta({ description: "The last day it holds." }),
  })
  .meta({ id: "SignDocument" });

/** Signatures of owners on exact revisions. */
export function signOffRoutes(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  const today = () => clock.now().slice(0, 10);
  app.get(
    "/api/v1/sign-offs",
    {
      schema: {
        ...operation("listSignOffs", "documents", "Signatures on documents, the newest first"),
        querystring: z.object({ ref: refSchema.optional() }),
        response: answers(z.object({ signOffs: z.array(signOffSchema) })),
      },
    },
    async (request) => {
      const { ref } = request.query;
      const state = await documents.read();
      const found = state.signOffs.filter((one) => ref === undefined || one.ref === ref).toReversed();
      return { signOffs: found.map((one) => signOffView(state, one, today())) };
    },
  );
  app.post(
    "/api/v1/sign-offs",
    {
      schema: {
        ...operation(
          "signDocument",
          "documents",
          "Signs a document at the revision that was read (its owner)",
        ),
        body: signBody,
        response: makes(signOffSchema),
      },
    },
    async (request, reply) => {
      const actor = personOf(request);
      const { ref } = request.body;
      const state = await giveDocumentsCommand(request, ports, async (now) => {
        const document = (await documents.snapshot(now)).resolved.estate.documents.get(ref);
        const owner = document === undefined ? null : ownerOf(document);
        return { type: "SignDocument", actor, at: clock.now(), owner, ...request.body };
      });
      const signed = state.signOffs.findLast((one) => one.ref === ref);
      if (signed === undefined) throw new Error(`the signature on ${ref} is not in the log`);
      return reply.code(201).send(signOffView(state, signed, today()));
    },
  );
}
