import { randomUUID } from "node:crypto";
import type { IncidentOrder } from "#core/incident/commands.ts";
import { calloutOf } from "#core/incident/callout/evolve-callout.ts";
import type { Page } from "#core/incident/callout/callout-state.ts";
import type { IncidentState } from "#core/incident/state.ts";
import type { Actor } from "#core/model/actor.ts";
import type { AppPorts } from "../app-ports.ts";
import type { PageName } from "./answer-codes.ts";

type Ports = Pick<AppPorts, "incidents" | "incidentList" | "clock">;

/** A page of somebody, with the incident it belongs to. */
export type FoundPage = { readonly incident: string; readonly state: IncidentState; readonly page: Page };

/** Finds a page by its name; null when the incident or the page is not there. */
export async function findPage(
  { incidents }: Ports,
  { incident, page }: PageName,
): Promise<FoundPage | null> {
  const { state } = await incidents.read(incident);
  const found = state.callouts.get(calloutOf(page))?.pages.find((each) => each.page === page);
  return found === undefined ? null : { incident, state, page: found };
}

/** Incidents that are looked through for a receipt or a reply; more are not open at once. */
const openMax = 200;

/** Every page of every open incident, the newest first. */
export async function openPages(ports: Ports): Promise<readonly FoundPage[]> {
  const { incidents: ids } = await ports.incidentList({ status: "open", limit: openMax, before: null });
  const found: FoundPage[] = [];
  for (const incident of ids) {
    const { state } = await ports.incidents.read(incident);
    for (const { pages } of state.callouts.values()) {
      for (const page of pages.toReversed()) found.push({ incident, state, page });
    }
  }
  return found;
}

/** Gives an order in the name of whoever holds a page: the link or the reply shows that it is them. */
export async function orderFor(
  { incidents, clock }: Ports,
  { incident, page }: FoundPage,
  order: IncidentOrder,
): Promise<string | null> {
  const actor: Actor = { type: "person", ref: page.person, teams: [] };
  const result = await incidents.handle(
    incident,
    { ...order, actor, at: clock.now() },
    { commandId: `answer:${randomUUID()}`, giveUpSeconds: 5 },
  );
  return result.status === "refused" ? result.refusal.message : null;
}

/** The answer of whoever holds a page. */
export const answerOrder = (
  { page }: FoundPage,
  answer: "coming" | "cannot",
  how: "link" | "reply",
): IncidentOrder => ({
  type: "AnswerCallout",
  data: { callout: page.callout, person: page.person, answer, how, note: "" },
});
