import type { FastifyRequest } from "fastify";
import type { AccessEvent } from "#core/access/events.ts";
import { commandToken, personOf } from "../commands.ts";
import type { AccessPorts } from "./access-ports.ts";

/** Puts on record what a person did to their own account; secrets are never part of it. */
export async function recordChange(
  request: FastifyRequest,
  { desk }: Pick<AccessPorts, "desk">,
  what: string,
): Promise<void> {
  const actor = personOf(request);
  const event: AccessEvent = { type: "AccountChanged", data: { person: actor.ref, what } };
  await desk.record(actor, commandToken(request).commandId, () => [event]);
}
