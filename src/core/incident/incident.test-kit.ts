import assert from "node:assert/strict";
import type { Actor } from "../model/actor.ts";
import { addSeconds } from "../model/instant.ts";
import type { Json } from "../model/json.ts";
import type { Ref } from "../model/ref.ts";
import type { IncidentOrder, IncidentRefusal } from "./commands.ts";
import { decide } from "./decide.ts";
import type { IncidentEvent } from "./events.ts";
import { initialIncidentState, type IncidentState } from "./state.ts";

export const startOfStory = "2026-11-25T14:00:00.000Z";

export const person = (name: string, ...teams: readonly Ref[]): Actor => ({
  type: "person",
  ref: `person:${name}`,
  teams,
});

export const dev = person("dev", "team:crisis");
export const chloe = person("chloe", "team:crisis", "team:shop");
export const ana = person("ana", "team:dba");

/** An order that states a fact. */
export const fact = (name: string, value: Json, estimate = false): IncidentOrder => ({
  type: "StateFact",
  fact: name,
  value,
  estimate,
  source: "phone",
});

export const watcher: Actor = { type: "system", node: "node-1" };

export const opening: IncidentOrder = {
  type: "OpenIncident",
  data: {
    title: "Orders fail",
    summary: "",
    mode: "live",
    openedBy: "person",
    detectedAt: startOfStory,
    services: ["service:orders"],
    components: [],
    regulations: ["dora", "gdpr"],
    timeZone: "UTC",
  },
};

/** An incident that is told one order after another; each must be accepted unless `refused` is called. */
export function story() {
  let state: IncidentState = initialIncidentState();
  let at = startOfStory;
  const events: IncidentEvent[] = [];
  const give = (actor: Actor, order: IncidentOrder) => decide({ ...order, actor, at }, state);
  const story = {
    state: () => state,
    events,
    now: () => at,
    wait(seconds: number) {
      at = addSeconds(at, seconds);
      return story;
    },
    tell(actor: Actor, order: IncidentOrder) {
      const decision = give(actor, order);
      if (decision.status === "refused") assert.fail(`${order.type}: ${decision.refusal.message}`);
      state = decision.state;
      events.push(...decision.events);
      return decision.events.map(({ type }) => type);
    },
    refused(actor: Actor, order: IncidentOrder): IncidentRefusal["code"] {
      const decision = give(actor, order);
      if (decision.status === "accepted") assert.fail(`${order.type} was accepted`);
      return decision.refusal.code;
    },
  };
  return story;
}
