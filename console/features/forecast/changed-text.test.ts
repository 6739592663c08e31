import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { type ChangedText, withCapacity, withDuration } from "./changed-text.ts";

const runbook = `# Kept.
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: r }
spec:
  steps:
    - id: fence   # also kept
      steps:
        - id: database
          duration: { min: PT1S, likely: PT2S, max: PT9S }
    - id: open
      title: "Colon: in a title"
    - id: long
      duration:
        min: PT1M
        likely: PT2M
        max: PT5M
`;

const textOf = (changed: ChangedText) =>
  changed.status === "changed" ? changed.text : assert.fail(changed.why);

test("a share of an estimate is written in its place, and everything else stays as it was", () => {
  const known = { type: "pert", minSeconds: 1, likelySeconds: 2, maxSeconds: 9 } as const;
  const changed = textOf(withDuration(runbook, "fence.database", { type: "percent", percent: 50 }, known));
  assert.equal(
    changed,
    runbook.replace("{ min: PT1S, likely: PT2S, max: PT9S }", "{ min: PT0.5S, likely: PT1S, max: PT4.5S }"),
  );
});

test("a step without a time gets one, and one in several lines is written anew", () => {
  const estimate = { type: "estimate", minSeconds: 300, likelySeconds: 300, maxSeconds: 300 } as const;
  const open = textOf(withDuration(runbook, "open", estimate, { type: "unknown" }));
  const long = textOf(withDuration(open, "long", { ...estimate, maxSeconds: 600 }, { type: "unknown" }));
  type Written = { readonly spec: { readonly steps: readonly { readonly duration?: unknown }[] } };
  const { steps } = (parse(long) as Written).spec;
  assert.equal(steps[1]?.duration, "PT5M");
  assert.deepEqual(steps[2]?.duration, { min: "PT5M", likely: "PT5M", max: "PT10M" });
  assert.match(long, /# Kept\.[\s\S]*# also kept/);
});

test("what runs measured, and what is no step, is not written; it is said why", () => {
  const half = { type: "percent", percent: 50 } as const;
  const measured = withDuration(runbook, "open", half, { type: "empirical", seconds: [1, 2, 3, 4, 5] });
  assert.ok(measured.status === "impossible" && /runs measured/.test(measured.why));
  assert.equal(withDuration(runbook, "none", half, { type: "unknown" }).status, "impossible");
  assert.equal(withDuration("a: [", "none", half, { type: "unknown" }).status, "impossible");
});

test("one more person is written into the team, one more tape drive into the one thing that is counted", () => {
  assert.equal(
    textOf(withCapacity("spec: { capacity: 2, members: [] }\n", "team", 3)),
    "spec: { capacity: 3, members: [] }\n",
  );
  assert.deepEqual(parse(textOf(withCapacity("spec: {}\n", "team", 3))), { spec: { capacity: 3 } });
  assert.equal(
    textOf(withCapacity("spec:\n  capacity: { drives: 2 }\n", "component", 4)),
    "spec:\n  capacity: { drives: 4 }\n",
  );
  assert.equal(withCapacity("spec:\n  capacity: { a: 1, b: 2 }\n", "contract", 4).status, "impossible");
  assert.equal(withCapacity("spec: {}\n", "component", 4).status, "impossible");
  assert.equal(withCapacity("spec: {}\n", "person", 2).status, "impossible");
});
