import type { CalloutDemand, CalloutEvent } from "#core/incident/callout/callout-events.ts";
import type { IncidentOrder } from "#core/incident/commands.ts";
import type { IncidentState } from "#core/incident/state.ts";
import { type DocumentOf, type Estate, findDocument } from "#core/model/estate.ts";
import { planFor } from "../incidents/declaration-facts.ts";
import { demandOf, partsOfPlan } from "./callout-people.ts";
import type { ChannelsPort } from "./paging.ts";

/** Seconds in which a crisis team is usually to be complete, and until the next one is called. */
export const usualCallout = { withinSeconds: 600, escalateAfterSeconds: 120 } as const;

/** Whom a plan needs, with the people to call for each part. */
export function demandsOfPlan(
  plan: DocumentOf<"Plan">,
  estate: Estate,
  channels: ChannelsPort,
  at: string,
): readonly CalloutDemand[] {
  return partsOfPlan(plan).map((part) => demandOf(estate, part, channels, at));
}

type Started = Extract<CalloutEvent, { readonly type: "CalloutStarted" }>["data"];

/**
 * What follows by itself from an incident that monitors have opened: the crisis team is called where the plan that
 * covers it says so (`activation.callOut: at-once`). Where that cannot be done the log says why: nobody may believe
 * that somebody was called.
 */
export function automaticCallout(
  state: IncidentState,
  estate: Estate,
  channels: ChannelsPort,
  at: string,
): IncidentOrder | null {
  const { opening, callouts, status } = state;
  if (opening === null || status === "closed" || callouts.size > 0) return null;
  const plan = planFor(estate, state, null);
  if (plan === null || plan.spec.activation?.callOut !== "at-once") return null;
  const demands = demandsOfPlan(plan, estate, channels, at);
  const nobody = demands.filter(({ need, people }) => people.length < need);
  if (demands.length === 0 || nobody.length > 0) {
    const parts = nobody.map(({ role }) => role).join(", ");
    const why = demands.length === 0 ? "it names no roles and nobody who may declare" : `nobody for ${parts}`;
    return { type: "NoteIncident", text: `Nobody was called by ${plan.ref}: ${why}.`, about: null };
  }
  const data: Started = {
    callout: "c1",
    text: calloutText(state, estate),
    demands,
    ladder: [...channels.ladder],
    ...usualCallout,
  };
  return { type: "StartCallout", data };
}

/** What people are told who are called by nobody: what has failed, as monitors name it. */
function calloutText({ failures, opening }: IncidentState, estate: Estate): string {
  const titleOf = (ref: string) => {
    const [kind = "", name = ""] = ref.split(":");
    return kind === "service" ? (findDocument(estate, "Service", name)?.title ?? ref) : ref;
  };
  const services = (opening?.services ?? []).map(titleOf).join(", ");
  const named = failures.map(
    ({ name, component }) => `${name}${component === null ? "" : ` (${component})`}`,
  );
  const parts = [
    `Monitors have opened this: ${named.length > 0 ? named.join("; ") : (opening?.title ?? "")}.`,
    services === "" ? "" : `Services concerned: ${services}.`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}
