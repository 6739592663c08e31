import type { FastifyRequest } from "fastify";
import type { AppPorts } from "../app-ports.ts";
import { tokenHash } from "../auth.ts";
import { ProblemError } from "../problem.ts";

/**
 * Refuses who may not send signals. A server that trusts its loopback takes them from it; elsewhere the sender shows an
 * API token, as a bearer token or, in PagerDuty's dialect, as the routing key.
 */
export async function requireSender(
  request: FastifyRequest,
  { access, trust }: Pick<AppPorts, "access" | "trust">,
  routingKey: string | null = null,
): Promise<void> {
  if (trust.loopback) return;
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
  const token = bearer ?? routingKey;
  if (token === null) throw new ProblemError("not-authenticated", "The sender of signals shows no token.");
  const hash = tokenHash(token);
  const isKnown = hash === trust.operatorSha256 || (await access.tokens.personOf(hash)) !== null;
  if (!isKnown) throw new ProblemError("not-authenticated", "The token of the sender is not known.");
}
