import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareForecast } from "../analysis/forecast/forecast-model.ts";
import { phaseTimes } from "../analysis/forecast/phase-times.ts";
import { simulate } from "../analysis/forecast/simulate.ts";
import { type ForecastSummary, summarize } from "../analysis/forecast/summarize.ts";
import { resolveEstate } from "../document/resolve-estate.ts";
import { findDocument } from "../model/estate.ts";
import { type RunbookForecast, runbookForecast } from "./runbook-forecast.ts";

function read(steps: string, others = "", outage = false): RunbookForecast {
  const text = `apiVersion: holdfast/v1
kind: Team
metadata: { name: dba }
spec: { capacity: 5 }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders, labels: { shop: "yes" } }
spec: { tier: 1, objectives: { rto: PT1H } }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: orders-restore }
spec:
  purpose: restore
  recovers: [service:orders]
  accountable: team:dba
  steps:
${steps}${others}`;
  const { estate, problems } = resolveEstate([{ type: "text", file: "estate.yaml", text }]);
  assert.deepEqual(problems, []);
  const runbook = findDocument(estate, "Runbook", "orders-restore") ?? assert.fail("no runbook");
  return runbookForecast(estate, runbook, { capacity: new Map(), at: null, measured: {}, outage });
}

function forecast({ problem }: RunbookForecast, trials = 40_000): ForecastSummary {
  const prepared = prepareForecast(problem);
  if (prepared.status !== "ready") return assert.fail(JSON.stringify(prepared.reasons));
  return summarize(prepared.model, simulate(prepared.model, { seed: 1, from: 0, to: trials }), 3600);
}

const near = (actual: number, expected: number, share: number) =>
  assert.ok(Math.abs(actual - expected) <= share * expected, `${actual} is not about ${expected}`);

test("[A1.4] a median with its P90 gives a forecast with that median and P90, and a longer tail beyond", () => {
  const { seconds } = forecast(
    read("    - { id: move, person: { instructions: x }, duration: { median: PT10M, p90: PT40M } }\n"),
  );
  near(seconds.p50, 600, 0.03);
  near(seconds.p90, 2400, 0.03);
  // Three points with the same middle and end never exceed the end.
  assert.ok(seconds.p99 > 2 * 2400);
});

test("[A1.4] a step that may fail costs its attempts, the pauses between them, and the repair, as often as it is said to", () => {
  const read1 = read(`    - id: move
      action: { connector: x, do: y }
      duration: PT10M
      retry: { attempts: 3, backoff: PT1M }
      mayFail: { probability: 0.5, repair: PT2H }
`);
  assert.deepEqual(read1.unknown, []);
  // One attempt in half of the trials, two in a quarter, three in a quarter; half of those end with the repair.
  const expected = 600 / 2 + (600 + 660) / 4 + (600 + 2 * 660) / 4 + 7200 / 8;
  near(forecast(read1).mean, expected, 0.02);
});

test("a failure of which nobody says what it costs makes the forecast a lower bound and is listed", () => {
  const { unknown } = read(`    - { id: sure, wait: PT1M }
    - { id: move, person: { instructions: x }, duration: PT10M, mayFail: { probability: 0.1 } }
    - { id: never, person: { instructions: x }, duration: PT10M, mayFail: { probability: 0 } }
`);
  assert.deepEqual(unknown, ["move"]);
});

test("[A1.4] steps that share their cause wholly are slow together: the longer of two takes no longer than one", () => {
  const two = (cause: string) =>
    read(`    - { id: a, after: [], person: { instructions: x }, duration: { min: PT1M, likely: PT5M, max: PT30M }${cause} }
    - { id: b, after: [], person: { instructions: x }, duration: { min: PT1M, likely: PT5M, max: PT30M }${cause} }
`);
  const one = forecast(
    read("    - { id: a, person: { instructions: x }, duration: { min: PT1M, likely: PT5M, max: PT30M } }\n"),
  );
  near(forecast(two(", sharedCause: { name: storage, strength: 1 }")).mean, one.mean, 0.02);
  assert.ok(forecast(two("")).mean > 1.15 * one.mean);
});

const fixedSteps = `    - { id: call, phase: mobilise, wait: PT5M }
    - { id: copy, wait: PT20M }
    - { id: look, phase: verify, after: [call], wait: PT30M }
    - { id: agree, after: [copy], decision: { question: Go on?, authority: team:dba, options: [{ id: y }, { id: n }] }, duration: PT10M }
    - { id: move, phase: traffic, after: [agree, look], wait: PT2M }
    - { id: tidy, phase: restore, wait: PT5H }
`;

test("[A5.3] the time until the service is back is split among the phases as the clock of a run does", () => {
  const { problem } = read(fixedSteps);
  const prepared = prepareForecast(problem);
  if (prepared.status !== "ready") return assert.fail("infeasible");
  const minutes = phaseTimes(prepared.model, { seed: 1, trials: 3 }).map(({ phase, meanSeconds }) => [
    phase,
    meanSeconds === null ? null : meanSeconds / 60,
  ]);
  // call 0-5; copy 5-25 beside look 5-35, which is the later phase; agree 25-35 holds everything; move 35-37.
  assert.deepEqual(minutes, [
    ["detect", null],
    ["decide", 10],
    ["mobilise", 5],
    ["execute", 0],
    ["verify", 20],
    ["traffic", 2],
  ]);
});

const plan = (clock: string) => `---
apiVersion: holdfast/v1
kind: Plan
metadata: { name: orders }
spec: { covers: [service:orders], runbooks: [runbook:orders-restore]${clock} }
`;
const policy = `---
apiVersion: holdfast/v1
kind: Policy
metadata: { name: all }
spec: { appliesTo: { tiers: [1] }, requires: {}, clock: { decide: PT9M, mobilise: PT8M } }
`;
const monitor = (name: string, every: string) => `---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: ${name} }
spec: { watches: [service:orders], every: ${every}, threshold: { for: PT2M } }
`;

test("[A5.3] what no step stands for comes from plans, then policies, then monitors, then past incidents, or is unknown", () => {
  const step = "    - { id: copy, wait: PT20M }\n";
  const sources = (others: string) =>
    read(step, others, true).outage.map(({ phase, source, ref }) => `${phase}: ${ref ?? source}`);
  assert.deepEqual(sources(""), [
    "detect: history",
    "decide: history",
    "mobilise: unknown",
    "verify: unknown",
    "traffic: unknown",
  ]);
  const said = plan(", clock: { decide: PT3M, verify: { median: PT4M, p90: PT9M } }") + policy;
  assert.deepEqual(sources(said + monitor("slow", "PT5M") + monitor("fast", "PT1M")), [
    "detect: monitor:fast",
    "decide: plan:orders",
    "mobilise: policy:all",
    "verify: plan:orders",
    "traffic: unknown",
  ]);
});

test("parts that are counted in stand before the first step and after the last that users wait for; unknown ones are listed", () => {
  const clock = ", clock: { detect: PT1M, decide: PT2M, mobilise: PT4M }";
  const whole = read(
    `    - { id: copy, wait: PT20M }\n    - { id: tidy, phase: restore, wait: PT3H }\n`,
    plan(clock),
    true,
  );
  assert.deepEqual(whole.unknown, ["outage:verify", "outage:traffic"]);
  const { backSeconds, seconds } = forecast(whole, 10);
  assert.equal(backSeconds.p50, 27 * 60);
  assert.equal(seconds.p50, 27 * 60 + 3 * 3600);
});

test("a runbook with steps of a phase has nothing put in their place", () => {
  const { outage } = read(fixedSteps, plan(", clock: { mobilise: PT9H, traffic: PT9H }"), true);
  assert.deepEqual(
    outage.map(({ phase }) => phase),
    ["detect", "decide"],
  );
});

test("a step that needs a contract waits for the vendor's response, and for one licence at a time", () => {
  const contract = `---
apiVersion: holdfast/v1
kind: Contract
metadata: { name: hands }
spec: { vendor: vendor:smart, responseTime: PT4H, capacity: { engineers: 1 } }
---
apiVersion: holdfast/v1
kind: Vendor
metadata: { name: smart }
`;
  const swap = (id: string) =>
    `    - { id: ${id}, after: [], person: { instructions: x }, duration: PT1H, needs: { "contract:hands": 1 } }\n`;
  const plain = `    - { id: look, after: [], person: { instructions: x }, duration: PT1H }\n`;
  const problem = read(swap("one") + swap("two") + plain, contract);
  const { seconds } = forecast(problem, 10);
  assert.deepEqual(
    problem.problem.steps.map(({ notBeforeSeconds }) => notBeforeSeconds),
    [14_400, 14_400, 0],
  );
  assert.equal(seconds.p50, 6 * 3600, "four hours until somebody comes, who does one thing after the other");
  const outage = read(swap("one"), contract, true).problem.steps.find(({ id }) => id === "one");
  assert.ok((outage?.notBeforeSeconds ?? 0) > 14_400, "and is called once it is decided");
});
