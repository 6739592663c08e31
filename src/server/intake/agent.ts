import type { FastifyRequest } from "fastify";
import type { AppPorts } from "../app-ports.ts";
import { tokenHash } from "../auth.ts";
import { ProblemError } from "../problem.ts";

/**
 * Refuses who may not look from this vantage point. An agent's token opens this door and no other, and speaks for its own
 * vantage point alone. A server that trusts its loopback believes the name from there.
 */
export async function requireAgent(
  request: FastifyRequest,
  { probeAgents, trust }: Pick<AppPorts, "probeAgents" | "trust">,
  vantage: string,
): Promise<void> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
  if (token === null) {
    if (trust.loopback) return;
    throw new ProblemError("not-authenticated", "The agent shows no token.");
  }
  const agent = await probeAgents.agentOf(tokenHash(token));
  if (agent === null)
    throw new ProblemError("not-authenticated", "The token of the agent is not known, or was revoked.");
  if (agent !== vantage)
    throw new ProblemError("not-authorised", `The token is that of the agent ${agent}, not of ${vantage}.`);
}
