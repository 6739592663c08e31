import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { isRef } from "#core/model/ref.ts";
import type { AppPorts, Identity } from "./app-ports.ts";
import { actorOf } from "./estate/people.ts";
import { ProblemError } from "./problem.ts";

/** A token is kept and looked up by this: a copy of the table lets nobody in. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

const loopbackNames: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

const hostName = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

/**
 * Keeps other web pages out of a server that believes the loopback address. The Host header must name
 * the loopback (else a page could point its own name at 127.0.0.1: DNS rebinding), and a browser's request
 * must come from our own pages.
 */
export function refuseForeignPages(request: Pick<FastifyRequest, "headers">): void {
  const { host = "", origin, "sec-fetch-site": site } = request.headers;
  if (!loopbackNames.has(hostName(host))) {
    throw new ProblemError(
      "host-not-allowed",
      `This server does not answer to the host ${host || "(none)"}.`,
    );
  }
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  if (isForeign || site === "cross-site") {
    throw new ProblemError("cross-site", `Requests from ${origin ?? "other sites"} are refused.`);
  }
}

function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
}

/**
 * Who is asking; one place for every way of signing in. null for a reader who names nobody on a server that
 * trusts its loopback: who can reach it may see everything anyway. Throws `ProblemError` for everybody else.
 */
export async function identify(
  request: FastifyRequest,
  ports: Pick<AppPorts, "tokens" | "estate" | "trust">,
): Promise<Identity | null> {
  const token = bearerOf(request);
  const header = request.headers["x-holdfast-actor"];
  const named = typeof header === "string" ? header : null;
  if (token === null) {
    if (!ports.trust.loopback) throw new ProblemError("not-authenticated", "The request names nobody.");
    if (named === null) return null;
    return { actor: personActor(named, ports), isOperator: false };
  }
  const hash = tokenHash(token);
  // The operator runs the server and is nobody of the estate: no gate can be passed with this token.
  if (hash === ports.trust.operatorSha256) {
    return { actor: { type: "system", node: "operator" }, isOperator: true };
  }
  const person = await ports.tokens.personOf(hash);
  if (person === null) throw new ProblemError("not-authenticated", "The bearer token is not known.");
  if (named !== null && named !== person) {
    throw new ProblemError("actor-unknown", `The token is that of ${person}, not of ${named}.`);
  }
  return { actor: personActor(person, ports), isOperator: false };
}

function personActor(ref: string, { estate }: Pick<AppPorts, "estate">): Identity["actor"] {
  const actor = isRef(ref) ? actorOf(estate.current().resolved.estate, ref) : null;
  if (actor === null) throw new ProblemError("actor-unknown", `The estate has no person ${ref}.`);
  return actor;
}
