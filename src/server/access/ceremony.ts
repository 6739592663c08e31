import type { FastifyReply, FastifyRequest } from "fastify";
import type { Ceremony } from "#core/access/account.ts";
import { tokenHash } from "../auth.ts";
import { ProblemError } from "../problem.ts";
import type { AccessPorts } from "./access-ports.ts";
import { newSecret, readCookie, setCookie } from "./cookies.ts";

const seconds = 600;

const cookieOf = (kind: Ceremony["kind"]) => (kind === "provider" ? "provider" : "ceremony");

/** Begins what this browser, and no other, can finish within ten minutes. */
export async function beginCeremony(
  reply: FastifyReply,
  { ceremonies }: Pick<AccessPorts, "ceremonies">,
  own: string,
  ceremony: Ceremony,
): Promise<void> {
  const secret = newSecret();
  await ceremonies.begin(tokenHash(secret), ceremony, seconds);
  setCookie(reply, cookieOf(ceremony.kind), own, secret, seconds);
}

/** What this browser has begun; null when it has not, or too long ago. */
export async function begunCeremony(
  request: FastifyRequest,
  { ceremonies }: Pick<AccessPorts, "ceremonies">,
  own: string,
  kind: Ceremony["kind"],
): Promise<Ceremony | null> {
  const secret = readCookie(request, cookieOf(kind), own);
  return secret === null ? null : ceremonies.find(tokenHash(secret), kind);
}

/** Finishes it: nobody can a second time. Throws `ceremony-over`. */
export async function finishCeremony(
  request: FastifyRequest,
  { ceremonies }: Pick<AccessPorts, "ceremonies">,
  own: string,
  kind: Ceremony["kind"],
): Promise<Ceremony> {
  const secret = readCookie(request, cookieOf(kind), own);
  const found = secret === null ? null : await ceremonies.finish(tokenHash(secret), kind);
  if (found !== null) return found;
  throw new ProblemError("ceremony-over", "What you are finishing was not begun here, or too long ago.");
}
