import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { Attempt, AttemptOutcome } from "./attempt.ts";
import { addAttempt, allImpacts, latestImpact, noImpact, successesThatEnd } from "./impact.ts";

function at(second: number): string {
  return new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
}

/** One attempt per second, answered half a second later. */
function attempts(outcomes: readonly AttemptOutcome[]): readonly Attempt[] {
  return outcomes.map((outcome, index) => ({
    number: index + 1,
    id: `probe-${index + 1}`,
    sentAt: at(index),
    settledAt: at(index + 0.5),
    outcome,
    status: outcome === "acknowledged" ? 201 : null,
    latencyMilliseconds: 500,
    reason: "",
  }));
}

function record(outcomes: readonly AttemptOutcome[]) {
  return attempts(outcomes).reduce(addAttempt, noImpact);
}

const good = (count: number): AttemptOutcome[] => Array(count).fill("acknowledged") as AttemptOutcome[];
const bad = (count: number): AttemptOutcome[] => Array(count).fill("refused") as AttemptOutcome[];

test("an estate that never failed has had no impact, and says when it last was good", () => {
  const impact = latestImpact(record(good(3)));
  assert.deepEqual(impact, { lastGoodAt: at(2), beganAt: null, endedAt: null, failedTransactions: 0 });
});

test("an outage begins when the first failed order was sent and ends at the first of lasting success", () => {
  const impact = latestImpact(record([...good(3), ...bad(4), ...good(successesThatEnd + 1)]));
  assert.deepEqual(impact, { lastGoodAt: at(2), beganAt: at(3), endedAt: at(7.5), failedTransactions: 4 });
});

test("a flicker of success does not end an outage", () => {
  const lasting = record([...good(1), ...bad(1), ...good(successesThatEnd), ...bad(1), ...good(5)]);
  assert.equal(latestImpact(lasting).endedAt, null);
  assert.equal(latestImpact(lasting).failedTransactions, 2);
});

test("an order whose outcome is unknown counts as failed", () => {
  assert.equal(latestImpact(record([...good(1), "unknown"])).beganAt, at(1));
});

test("two outages with lasting success between them are two", () => {
  const run = [
    ...good(1),
    ...bad(2),
    ...good(successesThatEnd + 1),
    ...bad(1),
    ...good(successesThatEnd + 1),
  ];
  assert.equal(allImpacts(record(run)).length, 2);
});

test("every failure belongs to exactly one outage, and outages do not overlap", () => {
  const outcome = fc.constantFrom<AttemptOutcome>("acknowledged", "refused", "unknown");
  const runs = fc.array(fc.tuple(outcome, fc.integer({ min: 1, max: 25 })), { maxLength: 12 });
  fc.assert(
    fc.property(runs, (groups) => {
      const outcomes = groups.flatMap(([kind, count]) => Array(count).fill(kind) as AttemptOutcome[]);
      const impacts = allImpacts(record(outcomes));
      const failed = outcomes.filter((outcome) => outcome !== "acknowledged").length;
      assert.equal(
        impacts.reduce((sum, impact) => sum + impact.failedTransactions, 0),
        failed,
      );
      for (const [index, impact] of impacts.entries()) {
        const next = impacts[index + 1];
        if (!next) continue;
        assert.ok(impact.endedAt !== null && impact.endedAt < (next.beganAt ?? ""));
      }
    }),
  );
});
