import assert from "node:assert/strict";
import { test } from "node:test";
import type { LookOutcome, LookTopic, Observation } from "#core/check/live/look.ts";
import { printObservations } from "./print-observations.ts";

function observation(topic: LookTopic, outcome: LookOutcome, detail = "seen"): Observation {
  return {
    look: {
      topic,
      about: "component:db",
      path: ["spec"],
      claim: `${topic} is so`,
      task: { type: "settled", outcome, detail },
    },
    outcome,
    detail,
    by: "tcp",
    observedAt: "2026-06-30T12:00:00.000Z",
  };
}

test("what holds is counted alone; the rest is told with its place, its reason and its moment, and counted apart", () => {
  const printed = printObservations(
    [
      observation("host", "holds"),
      observation("host", "does-not-hold", "nothing listens there"),
      observation("replica", "unknown", "it could not be asked"),
      observation("replica", "not-looked-at", "no connector"),
    ],
    () => "estate/db.yaml:7:5",
    false,
  );
  assert.equal(
    printed,
    `DOES NOT HOLD: host is so
  --> estate/db.yaml:7:5 (component:db)
  = nothing listens there [tcp, 2026-06-30T12:00:00.000Z]

unknown: replica is so
  --> estate/db.yaml:7:5 (component:db)
  = it could not be asked [tcp, 2026-06-30T12:00:00.000Z]

not looked at: replica is so
  --> estate/db.yaml:7:5 (component:db)
  = no connector [tcp, 2026-06-30T12:00:00.000Z]

         holds  does not hold  unknown  not looked at
host         1              1        0              0
replica      0              0        1              1
all          1              1        1              1
`,
  );
});

test("what a server answers cannot write to the terminal of whoever looks", () => {
  const printed = printObservations(
    [observation("host", "unknown", "\u001B[2Jgone\u202E")],
    () => "f:1:1",
    true,
  );
  // oxlint-disable-next-line no-control-regex -- the colours are ours, anything else is not
  assert.doesNotMatch(printed.replaceAll(/\u001B\[\d+m/g, ""), /[\u001B\u202E]/);
});
