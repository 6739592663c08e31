import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { judge, neverJudged } from "./judge.ts";
import type { Observation } from "./observation.ts";
import { changesOnly, replay, variantsOf } from "./replay.ts";
import type { DetectionRule } from "./rule.ts";

const rule: DetectionRule = {
  key: "monitor:db",
  monitor: "monitor:db",
  title: "db",
  about: ["component:db"],
  aspect: "answers",
  everySeconds: 10,
  staleSeconds: 30,
  quorum: 1,
  raiseSeconds: 20,
  clearSeconds: 20,
  silenceSeconds: null,
  flapping: { failures: 3, withinSeconds: 3600 },
  from: [],
};

const day = 24 * 3_600_000;
const outage = { name: "east died", from: day / 2 + 5000, until: day / 2 + 600_000 };

/** A day of looks every ten seconds: a real outage that both see, and each hour one glitch that only `a` sees. */
function history(): readonly Observation[] {
  const observations: Observation[] = [];
  for (let at = 0; at < day; at += 10_000) {
    const isDown = at >= outage.from && at <= outage.until;
    for (const vantage of ["a", "b"]) {
      const isGlitch = vantage === "a" && at % 3_600_000 === 1_800_000;
      observations.push({ vantage, at, says: isDown || isGlitch ? "failing" : "healthy", detail: "" });
    }
  }
  return observations;
}

const row = (raiseSeconds: number, quorum: number) => {
  const given = { observations: history(), outages: [outage], from: 0, until: day };
  return replay(rule, given, [{ raiseSeconds, quorum }])[0];
};

test("[B2.1] [B7.5] a replay shows for each threshold how soon it notices and how often it cries for nothing", () => {
  const hasty = row(0, 1);
  assert.equal(hasty?.medianSeconds, 5);
  assert.equal(hasty?.falseAlarms.length, 24);
  assert.equal(hasty?.falseAlarmsPerYear, 24 * 365);
  const patient = row(20, 1);
  assert.deepEqual([patient?.medianSeconds, patient?.falseAlarms.length, patient?.isCurrent], [25, 0, true]);
  const agreed = row(0, 2);
  assert.deepEqual([agreed?.medianSeconds, agreed?.falseAlarms.length], [5, 0]);
  assert.deepEqual(row(900, 1)?.missed, ["east died"]);
});

test("without an outage on record there is no time to detect, and it is not zero", () => {
  const given = { observations: history().slice(0, 100), outages: [], from: 0, until: 500_000 };
  const [only] = replay(rule, given, [{ raiseSeconds: 0, quorum: 1 }]);
  assert.deepEqual([only?.medianSeconds, only?.worstSeconds, only?.falseAlarmsPerYear], [null, null, null]);
});

test("the rule as it stands is among the thresholds that are compared", () => {
  const variants = variantsOf({ ...rule, raiseSeconds: 45 }, 3);
  assert.ok(variants.some(({ raiseSeconds, quorum }) => raiseSeconds === 45 && quorum === 1));
  assert.equal(variants.length, 24);
});

test("a history of changes alone is judged as the whole history is", () => {
  const look = fc.record({
    vantage: fc.constantFrom("a", "b"),
    at: fc.integer({ min: 0, max: 60 }).map((tick) => tick * 7000),
    says: fc.constantFrom("failing", "healthy", "unknown"),
    detail: fc.constant(""),
  });
  const looks = fc.uniqueArray(look, { selector: ({ vantage, at }) => `${vantage} ${at}`, maxLength: 60 });
  fc.assert(
    fc.property(
      looks,
      fc.constantFrom(1, 2),
      fc.constantFrom(0, 15),
      (observations, quorum, raiseSeconds) => {
        const own = { ...rule, quorum, raiseSeconds };
        const endless = { ...own, staleSeconds: Number.POSITIVE_INFINITY };
        const span = { since: 0, until: 600_000 };
        const whole = judge(own, neverJudged, observations, span);
        const changes = changesOnly(own, observations);
        assert.deepEqual(judge(endless, neverJudged, changes, span).transitions, whole.transitions);
      },
    ),
  );
});
