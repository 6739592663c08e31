import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "#core/model/json.ts";
import type { StepView } from "#core/run/view.ts";
import { lossStatement } from "./loss.ts";

function step(id: string, output: Json, settledAt: string): StepView {
  return { id, title: id, output, settledAt } as StepView;
}

test("the newest statement counts, wherever in a step's output it stands", () => {
  const run = {
    steps: [
      step(
        "after",
        { checks: [{ output: { lossSeconds: 0.4, records: 7, missing: ["a", "b"] } }] },
        "2026-01-01T00:00:09Z",
      ),
      step("before", { lossSeconds: 0, records: 0, missing: [] }, "2026-01-01T00:00:05Z"),
    ],
  };
  const stated = lossStatement(run);
  assert.equal(stated?.step.id, "after");
  assert.equal(stated?.records, 7);
  assert.deepEqual(stated?.missing, ["a", "b"]);
});

test("without a statement none is made up", () => {
  assert.equal(lossStatement({ steps: [step("fence", { processes: 0 }, "2026-01-01T00:00:05Z")] }), null);
});
