import assert from "node:assert/strict";
import { test } from "node:test";
import { decideDetection, type DetectionOrder, type PlacedGroup } from "./decide.ts";
import type { DetectionEvent } from "./events.ts";
import type { Transition } from "./judge.ts";
import { type DetectionState, initialDetectionState } from "./state.ts";

const actor = { type: "system", node: "test" } as const;
const began = Date.parse("2026-11-28T10:00:00.000Z");

function world() {
  let state: DetectionState = initialDetectionState();
  const give = (order: DetectionOrder): readonly DetectionEvent[] | string => {
    const decided = decideDetection({ ...order, actor, at: "2026-11-28T11:00:00.000Z" }, state);
    if (decided.status === "refused") return decided.refusal.code;
    state = decided.state;
    return decided.events;
  };
  const transit = (type: Transition["type"], seconds: number, rule = "monitor:db") => {
    const at = began + seconds * 1000;
    const transition = { type, at, since: at - 5000 };
    return give({ type: "RecordTransitions", transitions: [{ rule, transition, points: [] }] });
  };
  const place = (
    more: Partial<PlacedGroup> = {},
    open: readonly { incident: string; refs: [] | ["component:db"] }[] = [],
  ) => give({ type: "PlaceFailures", groups: [{ ...group, ...more }], open });
  return { give, transit, place, state: () => state };
}

const group: PlacedGroup = {
  rules: [{ rule: "monitor:db", title: "db", about: "component:db", kind: "failure" }],
  refs: ["component:db"],
  title: "primary dead: db",
  summary: "",
  services: [],
  components: ["component:db"],
  regulations: [],
  failures: [{ name: "primary dead", component: "component:db", because: "x", witnesses: [] }],
  origins: [],
};

const typesOf = (events: readonly DetectionEvent[] | string) =>
  typeof events === "string" ? events : events.map(({ type }) => type);

test("[B2.1] a failure opens one incident, however often and by however many servers it is placed", () => {
  const { transit, place, state } = world();
  assert.deepEqual(typesOf(place()), [], "nothing is opened for what has not crossed its threshold");
  transit("raised", 10);
  assert.deepEqual(typesOf(transit("raised", 10)), [], "another server says the same");
  assert.deepEqual(typesOf(place()), ["IncidentStarted"]);
  const incident = state().rules.get("monitor:db")?.incident ?? "";
  assert.equal(incident, "db-2026-11-28T10-00-10-000Z");
  assert.deepEqual(typesOf(place({}, [{ incident, refs: [] }])), []);
  assert.deepEqual(typesOf(place()), [], "people have closed it: the same failure is no news");
  transit("cleared", 100);
  transit("raised", 200);
  assert.deepEqual(typesOf(place()), ["IncidentStarted"], "over and come again is");
});

test("[B2.1] [A7.2] a failure about a thing of an open incident is put to that incident", () => {
  const { transit, place } = world();
  transit("raised", 10);
  const events = place({}, [{ incident: "of-people", refs: ["component:db"] }]);
  assert.deepEqual(typesOf(events), ["IncidentJoined"]);
});

test("[B2.4] an incident is told anew when a failure gets another name or a witness contradicts, and else is not", () => {
  const { transit, place } = world();
  transit("raised", 10);
  place();
  const open = [{ incident: "db-2026-11-28T10-00-10-000Z", refs: [] as [] }];
  const named = (name: string, says: "agrees" | "silent" | "contradicts" = "agrees") => ({
    failures: [
      { name, component: "component:db" as const, because: "x", witnesses: [{ by: "w", says, detail: "" }] },
    ],
  });
  assert.deepEqual(typesOf(place(named("primary dead", "silent"), open)), []);
  assert.deepEqual(typesOf(place(named("primary dead", "contradicts"), open)), ["IncidentJoined"]);
  assert.deepEqual(typesOf(place(named("primary frozen"), open)), ["IncidentJoined"]);
});

test("[B2.1] flapping is acknowledged by a person, with a reason, and only where something flaps", () => {
  const { give, transit } = world();
  const acknowledge = (reason: string) => give({ type: "AcknowledgeFlapping", rule: "monitor:db", reason });
  assert.equal(acknowledge("looked at"), "rule-not-flapping");
  transit("raised", 10);
  transit("flapping", 10);
  assert.equal(acknowledge(" "), "reason-missing");
  assert.deepEqual(typesOf(acknowledge("a loose cable")), ["FlappingAcknowledged"]);
  assert.equal(acknowledge("again"), "rule-not-flapping");
});

test("what an incident has to be told waits until it is noted as told", () => {
  const { give, transit, place, state } = world();
  transit("raised", 10);
  place();
  transit("cleared", 60);
  assert.deepEqual(
    state().untold.map(({ version }) => version),
    [2, 3],
  );
  give({ type: "NoteTold", upTo: 2 });
  assert.deepEqual(
    state().untold.map(({ event }) => event.type),
    ["RuleCleared"],
  );
  assert.deepEqual(typesOf(give({ type: "NoteTold", upTo: 2 })), []);
});

test("[B2.1] silence of the monitoring is placed beside what it saw", () => {
  const { transit, place, state } = world();
  transit("raised", 10);
  place();
  transit("silent", 100);
  const rules = [{ rule: "monitor:db", title: "db", about: null, kind: "silence" as const }];
  assert.deepEqual(typesOf(place({ rules, refs: [] })), ["IncidentStarted"]);
  const rule = state().rules.get("monitor:db");
  assert.notEqual(rule?.incident, rule?.silenceIncident);
  assert.deepEqual(typesOf(transit("heard", 200)), ["RuleHeard"]);
  assert.equal(state().untold.at(-1)?.incident, rule?.silenceIncident);
});
