import assert from "node:assert/strict";
import { test } from "node:test";
import { initialIncidentState } from "#core/incident/state.ts";
import type { Ref } from "#core/model/ref.ts";
import { servicesOrder } from "./incident-orders.ts";

const joined = (services: readonly Ref[]) => ({
  version: 3,
  incident: "i1",
  event: {
    type: "IncidentJoined" as const,
    data: { incident: "i1", rules: [], failures: [], origins: [], services },
  },
});

function incidentThatKnows(services: readonly Ref[], source: string) {
  const state = initialIncidentState();
  const fact = { value: services, estimate: true, source, by: "x", at: "2026-11-28T10:00:00.000Z" };
  state.facts.set("services-affected", fact);
  return state;
}

test("[B2.2] an incident hears of services that have gone down since, beside those it knows", () => {
  const known = incidentThatKnows(["service:ledger"], "detection");
  const order = servicesOrder(joined(["service:orders", "service:ledger"]), known);
  assert.equal(order?.type, "StateFact");
  assert.deepEqual(order?.type === "StateFact" && order.value, ["service:ledger", "service:orders"]);
  assert.equal(servicesOrder(joined(["service:ledger"]), known), null, "no news");
});

test("[B2.5] what a person has stated of the services is not overwritten by monitors", () => {
  assert.equal(servicesOrder(joined(["service:orders"]), incidentThatKnows([], "phone")), null);
});
