import assert from "node:assert/strict";
import { test } from "node:test";
import type { StepDefinition } from "#core/model/step.ts";
import { runView } from "#core/run/view.ts";
import { ana, started, step } from "#core/run/run.test-kit.ts";
import { waitBetween } from "../replay/wait-between.ts";
import { ganttExtent, ganttRows } from "./gantt-rows.ts";
import { groupOf, listedSteps } from "./step-filter.ts";
import { nodeStatus, stepGraph } from "./step-graph.ts";

const hands = { type: "person", instructions: "By hand.", evidenceRequired: false } as const;

function viewOf(steps: readonly StepDefinition[]) {
  const run = started(steps);
  return { run, view: () => runView("r", 1, run.state(), null, run.now()) };
}

test("a list shows all, mine, what is open and what is in trouble; folded groups hide their steps", () => {
  const { view } = viewOf([
    step("prepare", { after: ["prepare.one", "prepare.two"], work: { type: "join" } }),
    step("prepare.one", { work: hands, responsible: "team:dba", accountable: "team:dba" }),
    step("prepare.two", { responsible: "team:net", accountable: "team:net" }),
  ]);
  const ids = (wanted: Partial<Parameters<typeof listedSteps>[1]>) =>
    listedSteps(view().steps, { show: "all", typed: "", me: ana, folded: new Set(), ...wanted }).map(
      ({ id }) => id,
    );
  assert.equal(groupOf("prepare.one"), "prepare");
  assert.deepEqual(ids({ folded: new Set(["prepare"]) }), ["prepare"]);
  assert.deepEqual(ids({ show: "mine" }), ["prepare", "prepare.one"]);
  assert.deepEqual(ids({ show: "troubled" }), []);
  assert.deepEqual(ids({ typed: "NET" }), ["prepare.two"]);
});

test("a map of 200 steps has a node for each, and one of 2,000 has few until a group is opened", () => {
  const chain = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      step(`s${at}`, { after: at === 0 ? [] : [`s${at - 1}`], work: hands }),
    );
  const small = stepGraph(viewOf(chain(200)).view().steps, new Set());
  assert.equal(small.nodes.length, 200);
  assert.equal(small.edges.length, 199);
  const { steps } = viewOf(chain(2000)).view();
  const large = stepGraph(steps, new Set());
  assert.equal(large.nodes.length, 40);
  assert.equal(large.edges.length, 39);
  const [first] = large.nodes;
  assert.ok(first?.isGroup);
  assert.deepEqual(nodeStatus(first), { kind: "person", word: "0 of 50" });
  const opened = stepGraph(steps, new Set([first.id]));
  assert.equal(opened.nodes.length, 89);
  assert.equal(
    opened.nodes.reduce((sum, node) => sum + node.steps.length, 0),
    2000,
  );
});

test("people are rows, bars that overlap take lines of their own, and the picture holds all of them", () => {
  const { run, view } = viewOf([
    step("a", { work: hands }),
    step("b", { work: hands }),
    step("c", { after: ["a"] }),
  ]);
  run.tell({ type: "TakeStep", step: "a" });
  run.tell({ type: "TakeStep", step: "b" });
  run.pass(10);
  run.tell({ type: "CompleteStep", step: "a", result: "done", note: "", evidence: [] });
  const now = Date.parse(run.now());
  const forecast = new Map([["c", { from: now, to: now + 5000 }]]);
  const planned = new Map([["a", { from: now - 9000, to: now - 4000 }]]);
  const rows = ganttRows(view(), { planned, forecast }, now);
  assert.deepEqual(
    rows.map(({ who, lanes }) => [who, lanes]),
    [
      ["person:ana", 2],
      ["by itself", 1],
    ],
  );
  const extent = ganttExtent(rows, [now]);
  assert.equal(extent.to, now + 5000);
  assert.equal(rows[0]?.bars.find(({ step: each }) => each.id === "b")?.actual?.to, now);
});

test("a replay waits as long as it took, divided by its speed, and never so long that nobody waits for it", () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
  assert.equal(waitBetween(at(0), at(1), 5), 200);
  assert.equal(waitBetween(at(0), at(3600), 1), 2000);
  assert.equal(waitBetween(at(0), at(0), 100), 40);
});
