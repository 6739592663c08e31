import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { rolesOf } from "#core/access/state.ts";
import { isRef } from "#core/model/ref.ts";
import { readCookie } from "./access/cookies.ts";
import { isFromOwnPages, isLoopbackHost, ownOrigin } from "./access/own-address.ts";
import type { AppPorts, Identity } from "./app-ports.ts";
import { actorOf } from "./estate/people.ts";
import { ProblemError } from "./problem.ts";

/** Tokens, cookies and links are kept and looked up by this: a copy of the tables lets nobody in. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * Keeps other web pages out of a server that believes the loopback address. The Host header must name
 * the loopback (else a page could point its own name at 127.0.0.1: DNS rebinding), and a browser's request
 * must come from our own pages.
 */
export function refuseForeignPages(request: Pick<FastifyRequest, "headers">): void {
  const { host = "", origin, "sec-fetch-site": site } = request.headers;
  if (!isLoopbackHost(host)) {
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

type Ports = Pick<AppPorts, "access" | "estate" | "trust">;

/**
 * Who is asking; one place for every way of signing in. null for nobody: where the server trusts its loopback that is
 * a reader who names nobody, elsewhere somebody who has to sign in. Throws `ProblemError` for whoever claims to be somebody and is not.
 */
export async function identify(request: FastifyRequest, ports: Ports): Promise<Identity | null> {
  const header = request.headers["x-holdfast-actor"];
  const named = typeof header === "string" ? header : null;
  const token = bearerOf(request);
  if (token !== null) return byToken(token, named, ports);
  if (ports.trust.loopback) return named === null ? null : personIdentity(named, ports, {});
  return bySession(request, named, ports);
}

async function byToken(token: string, named: string | null, ports: Ports): Promise<Identity> {
  const { tokens } = ports.access;
  const hash = tokenHash(token);
  // The operator runs the server and is nobody of the estate: no gate can be passed with this token.
  if (hash === ports.trust.operatorSha256) {
    const actor = { type: "system", node: "operator" } as const;
    return { actor, isOperator: true, roles: [], session: null, isValid: async () => true };
  }
  const person = await tokens.personOf(hash);
  if (person === null) {
    throw new ProblemError("not-authenticated", "The bearer token is not known, has expired or was revoked.");
  }
  if (named !== null && named !== person) {
    throw new ProblemError("actor-unknown", `The token is that of ${person}, not of ${named}.`);
  }
  return personIdentity(person, ports, { isValid: async () => (await tokens.personOf(hash)) !== null });
}

async function bySession(
  request: FastifyRequest,
  named: string | null,
  ports: Ports,
): Promise<Identity | null> {
  const { sessions, publicUrl } = ports.access;
  const own = ownOrigin(request, publicUrl);
  const cookie = readCookie(request, "session", own);
  if (cookie === null) return null;
  if (!isFromOwnPages(request, own)) {
    throw new ProblemError("cross-site", "A request with a session has to come from Holdfast's own pages.");
  }
  const hash = tokenHash(cookie);
  const session = await sessions.find(hash, true);
  if (session === null) return null;
  if (named !== null && named !== session.person) {
    throw new ProblemError("actor-unknown", `The session is that of ${session.person}, not of ${named}.`);
  }
  const isValid = async () => (await sessions.find(hash, false)) !== null;
  return personIdentity(session.person, ports, { session, isValid });
}

function personIdentity(
  ref: string,
  { estate, access }: Ports,
  { session = null, isValid = async () => true }: Partial<Pick<Identity, "session" | "isValid">>,
): Identity {
  const actor = isRef(ref) ? actorOf(estate.current().resolved.estate, ref) : null;
  if (actor === null) throw new ProblemError("actor-unknown", `The estate has no person ${ref}.`);
  const roles = rolesOf(access.desk.known(), actor.ref, access.otherRoles);
  return { actor, isOperator: false, roles, session, isValid };
}
