import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { StoredEvent } from "#core/model/event.ts";
import type { Effect } from "./effects-file.ts";
import { judge } from "./judge.ts";

// The judge of the campaigns must be able to say no: each test spoils a good record in one way.

function recorded(name: string): readonly StoredEvent[] {
  const file = new URL(`../golden/0.1.0-${name}.jsonl`, import.meta.url);
  const [, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as StoredEvent);
}

const effect = (run: string, step: string, dispatch = 1): Effect => ({
  key: `${run}:${step}:do:${dispatch}`,
  step,
  node: "n",
  pid: 1,
});
const log = recorded("success");
const effects = ["a", "b", "c"].map((step) => effect("success", step));
const faultsOf = (events: readonly StoredEvent[], seen: readonly Effect[]) =>
  judge(new Map([["success", events]]), seen).faults.join("\n");

test("a good record has no faults", () => {
  assert.equal(faultsOf(log, effects), "");
});

test("a step without its effect is lost", () => {
  assert.match(faultsOf(log, effects.slice(1)), /a succeeded \(do\) without its effect/);
});

test("an effect that happened twice is a fault where the log says nothing, and none where it does", () => {
  assert.match(faultsOf(log, [...effects, effect("success", "a")]), /took effect 2 times, allowed 1/);
  const lost = judge(new Map([["executor-lost", recorded("executor-lost")]]), [
    effect("executor-lost", "a"),
    effect("executor-lost", "a"),
  ]);
  assert.deepEqual([lost.faults, lost.repeated, lost.lateResults, lost.executorsLost], [[], 1, 1, 1]);
});

test("a missing event, a changed event and an unfinished run are faults", () => {
  assert.match(
    faultsOf(
      log.filter((_, index) => index !== 4),
      effects,
    ),
    /version 5 is missing/,
  );
  const changed = log.map((event, index) =>
    index === 4 ? { ...event, at: "2020-01-01T00:00:00.000Z" } : event,
  );
  assert.match(faultsOf(changed, effects), /was changed/);
  assert.match(faultsOf(log.slice(0, -1), effects), /is running/);
});

test("an effect of a run that is not in the log is a fault", () => {
  assert.match(faultsOf(log, [...effects, effect("ghost", "a")]), /the run ghost, which is not in the log/);
});
