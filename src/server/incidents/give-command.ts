import type { FastifyRequest } from "fastify";
import type { IncidentOrder } from "#core/incident/commands.ts";
import type { IncidentState } from "#core/incident/state.ts";
import { incidentView, type IncidentView } from "#core/incident/view.ts";
import type { AppPorts } from "../app-ports.ts";
import { commandToken, personOf } from "../commands.ts";
import { ProblemError } from "../problem.ts";

/** Seconds a request waits for a database that is away, before its sender is asked to try again. */
const giveUpSeconds = 5;

/** An incident that was opened, or the problem that there is none. */
export async function readIncident(id: string, { incidents }: Pick<AppPorts, "incidents">) {
  const found = await incidents.read(id);
  if (found.state.status === "none")
    throw new ProblemError("incident-missing", `There is no incident ${id}.`);
  return found;
}

/** Gives an incident an order of the person who asks, and returns the incident after it. */
export async function giveIncidentOrder(
  request: FastifyRequest,
  { incidents, clock }: Pick<AppPorts, "incidents" | "clock">,
  id: string,
  order: IncidentOrder,
): Promise<IncidentView> {
  const actor = personOf(request);
  const at = clock.now();
  const result = await incidents.handle(
    id,
    { ...order, actor, at },
    { ...commandToken(request), giveUpSeconds },
  );
  switch (result.status) {
    case "accepted":
      return viewOf(id, result, { actor, now: clock.now() });
    case "refused":
      throw new ProblemError(result.refusal.code, result.refusal.message);
    case "job-lost":
      throw new Error("a command of a person completes no job");
    default:
      return result satisfies never;
  }
}

/** The view of an incident that is known to be there. */
export function viewOf(
  id: string,
  { state, version }: { readonly state: IncidentState; readonly version: number },
  viewer: Parameters<typeof incidentView>[3],
): IncidentView {
  const view = incidentView(id, version, state, viewer);
  if (view === null) throw new ProblemError("incident-missing", `There is no incident ${id}.`);
  return view;
}
