import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { askInEvents } from "#client/ask-in-events.ts";
import { ApiProblem, type Schemas } from "#client/client.ts";
import { prepareForecast } from "#core/analysis/forecast/forecast-model.ts";
import { simulate } from "#core/analysis/forecast/simulate.ts";
import { summarize } from "#core/analysis/forecast/summarize.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

const as = "person:ana";

/** A runbook of one program, and one that takes long to forecast. */
const more = `
apiVersion: holdfast/v1
kind: Component
metadata: { name: host, title: Host }
spec: { type: host, access: { command: { allowed: [${process.execPath}] } } }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: tick, title: Tick }
spec:
  purpose: restore
  recovers: [service:orders]
  accountable: team:dba
  steps:
    - id: tick
      title: Tick
      duration: PT10M
      action:
        connector: command
        do: run
        with: { target: "component:host", program: ${process.execPath}, arguments: ["-e", "0"] }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: greedy, title: Greedy }
spec:
  purpose: restore
  recovers: [service:orders]
  accountable: team:dba
  steps:
${Array.from({ length: 150 }, (_, i) => `    - { id: s${i}, title: S${i}, after: [], duration: { min: PT1M, likely: PT2M, max: PT9M }, person: { instructions: Do it }, needs: { "team:dba": 1 } }`).join("\n")}
`;

let server: TestServer;
before(async () => {
  server = await startTestServer();
  writeFileSync(path.join(server.estateFolder, "more.yaml"), more);
  await until("the new runbooks are in use", async () => {
    return (await ask(server, "GET", "/api/v1/runbooks/greedy", { as })).status === 200;
  });
});
after(() => server.stop());

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 300; waited += 1) {
    if (await isSo()) return;
    await sleep(100);
  }
  assert.fail(`${what}: not within 30 s`);
}

const question = (about: string, body: object) =>
  ask(server, "POST", `/api/v1/analysis/${about}`, { as, body });

async function forecast(body: object): Promise<Schemas["Forecast"]> {
  const answer = await question("forecast", body);
  assert.equal(answer.status, 200, answer.text);
  return (answer.json() as Schemas["ForecastAnswer"]).forecast ?? assert.fail(answer.text);
}

async function ordersObjective(): Promise<Schemas["ServiceObjective"]> {
  const answer = await question("objectives", { trials: 200 });
  assert.equal(answer.status, 200, answer.text);
  const { services } = answer.json() as Schemas["Objectives"];
  return services.find(({ ref }) => ref === "service:orders") ?? assert.fail(answer.text);
}

/** Runs `tick` live until it is over; its impact lasted a minute and a half. */
async function runTick(impact?: object): Promise<string> {
  const body = { runbook: "tick", mode: "live", reason: "test", ...(impact && { impact }) };
  const started = await ask(server, "POST", "/api/v1/runs", { as, body });
  assert.equal(started.status, 201, started.text);
  const { id } = started.json() as Schemas["RunView"];
  await until("the run is over", async () => {
    const { json } = await ask(server, "GET", `/api/v1/runs/${id}`, { as });
    return (json() as Schemas["RunView"]).status === "finished";
  });
  return id;
}

test("[A5.3] before any run a forecast rests on the estimates, and nothing measured is null, not zero", async () => {
  const found = await forecast({ runbook: "tick", trials: 100 });
  assert.equal(found.likelySeconds, 600);
  assert.equal(found.rtoSeconds, 1800);
  assert.deepEqual(found.measured, []);
  const { rto, rpo } = await ordersObjective();
  assert.deepEqual([rto.requiredSeconds, rto.measuredSeconds, rto.measuredRun], [1800, null, null]);
  assert.deepEqual([rpo.requiredSeconds, rpo.measuredSeconds, rpo.measuredRun], [60, null, null]);
});

test("[B1.1] a time that is assumed counts as if the document said it, and one of no step is refused with the step meant", async () => {
  const half = await forecast({
    runbook: "tick",
    trials: 100,
    durations: { tick: { type: "percent", percent: 50 } },
  });
  assert.equal(half.likelySeconds, 300);
  const estimate = { type: "estimate", minSeconds: 60, likelySeconds: 120, maxSeconds: 240 };
  const scheduled = await question("schedule", { runbooks: ["tick"], durations: { tick: estimate } });
  assert.equal((scheduled.json() as Schemas["ScheduleAnswer"]).schedule?.seconds, 120);
  const refused = await question("forecast", { runbook: "tick", durations: { tik: estimate } });
  assert.equal(refused.status, 400);
  assert.match(refused.text, /Did you mean tick\?/);
  const descending = { ...estimate, maxSeconds: 1 };
  const wrong = await question("forecast", { runbook: "tick", durations: { tick: descending } });
  assert.match(wrong.text, /ascend/);
});

test("what a forecast rests on is given to whoever computes it: the same numbers come out", async () => {
  const answer = await question("forecast-problem", { runbook: "greedy" });
  assert.equal(answer.status, 200, answer.text);
  const { problem, rtoSeconds, labels } = answer.json() as Schemas["ForecastProblem"];
  const prepared = prepareForecast(problem);
  assert.ok(prepared.status === "ready");
  const own = summarize(prepared.model, simulate(prepared.model, { seed: 5, from: 0, to: 300 }), rtoSeconds);
  const told = await forecast({ runbook: "greedy", trials: 300, seed: 5 });
  assert.deepEqual([own.seconds, own.probabilityMet], [told.seconds, told.probabilityMet]);
  assert.equal(labels.find(({ step }) => step === "s7")?.title, "S7");
});

test("[B1.1] [A5.3] five live runs replace the estimate, and the objective shows what the newest measured", async () => {
  const impact = {
    lastGoodAt: null,
    beganAt: "2026-01-01T00:00:00.000Z",
    endedAt: "2026-01-01T00:01:30.000Z",
    failedTransactions: 3,
  };
  for (let run = 0; run < 4; run += 1) await runTick();
  const afterRuns = async (runs: number) => {
    await until(`${runs} runs count`, async () => {
      return (await forecast({ runbook: "tick", trials: 100 })).measured[0]?.runs === runs;
    });
    return forecast({ runbook: "tick", trials: 100 });
  };
  const four = await afterRuns(4);
  assert.deepEqual([four.measured[0]?.isUsed, four.likelySeconds], [false, 600]);
  const newest = await runTick(impact);
  const five = await afterRuns(5);
  assert.equal(five.measured[0]?.isUsed, true);
  assert.ok(five.likelySeconds < 600, "a program that ends at once is measured as such");
  await until("the objective knows the run", async () => (await ordersObjective()).rto.measuredRun !== null);
  const { rto, rpo } = await ordersObjective();
  assert.deepEqual([rto.measuredSeconds, rto.measuredRun], [90, newest]);
  assert.deepEqual([rpo.measuredSeconds, rpo.measuredRun], [null, null], "no loss was stated");
});

test("[B2.2] runbooks that begin together are scheduled on the server with the people there are", async () => {
  const answer = await question("schedule", { runbooks: ["by-hand", "greedy"], capacity: { "team:dba": 3 } });
  assert.equal(answer.status, 200, answer.text);
  const { schedule, infeasible } = answer.json() as Schemas["ScheduleAnswer"];
  assert.equal(infeasible, null);
  assert.equal(schedule?.conflicts?.alone.length, 2);
  assert.ok(schedule?.steps.some(({ step }) => step === "by-hand/look"));
});

test("what can never be done is an answer that says why, not an error", async () => {
  const answer = await question("forecast", { runbook: "greedy", capacity: { "team:dba": 0 }, trials: 10 });
  assert.equal(answer.status, 200, answer.text);
  const { forecast: found, infeasible } = answer.json() as Schemas["ForecastAnswer"];
  assert.equal(found, null);
  assert.match(infeasible?.[0]?.text ?? "", /needs 1 of team:dba, of which there are never more than 0/);
});

test("a question that is too large or about nothing is a problem that says what to ask instead", async () => {
  const codeOf = async (about: string, body: object) => {
    const { status, json } = await question(about, body);
    const { code, detail, errors } = json() as Schemas["Problem"];
    return { status, code, said: `${detail} ${errors.map((one) => one.detail).join(" ")}` };
  };
  const million = await codeOf("forecast", { runbook: "greedy", trials: 1_000_000 });
  assert.deepEqual([million.status, million.code], [422, "too-many-trials"]);
  assert.match(million.said, /greedy has 150 steps: ask for at most 666666 trials/);
  const tenMillion = await codeOf("forecast", { runbook: "tick", trials: 10_000_000 });
  assert.equal(tenMillion.status, 400);
  assert.match(tenMillion.said, /at most 1000000 trials/);
  assert.equal((await codeOf("objectives", { trials: 1_000_000 })).code, "too-many-trials");
  const unknown = await codeOf("schedule", { runbooks: ["tik"] });
  assert.deepEqual([unknown.status, unknown.code], [404, "runbook-missing"]);
  assert.match(unknown.said, /Did you mean tick\?/);
});

test("while a long forecast runs the server answers others, and who hangs up is no longer waited for", async () => {
  const body = JSON.stringify({ runbook: "greedy", trials: 600_000 });
  const asking = http.request(`${server.url}/api/v1/analysis/forecast`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-holdfast-actor": as },
  });
  const gone = new Promise((resolve) => asking.once("error", resolve));
  let answered = false;
  asking.once("response", () => {
    answered = true;
  });
  const reached = once(server.server.app.server, "request");
  asking.end(body);
  await reached;
  for (let time = 0; time < 50; time += 1) {
    assert.equal((await ask(server, "GET", "/api/v1/runbooks", { as })).status, 200);
  }
  assert.equal(answered, false, "the forecast is not done yet, and others were answered");
  asking.destroy();
  await gone;
  assert.equal((await forecast({ runbook: "tick", trials: 50 })).trials, 50);
  assert.deepEqual(
    server.lines.filter((line) => line.includes("/analysis/")),
    [],
    "hanging up is no bug that the operator is told",
  );
});

test("who accepts events hears how far a forecast is, then gets the answer that others get at once", async () => {
  const asking = { baseUrl: server.url, actor: () => as };
  const body = { runbook: "greedy", trials: 40_000 };
  const told: number[] = [];
  const heard = await askInEvents<Schemas["ForecastAnswer"]>(
    asking,
    { path: "/api/v1/analysis/forecast", body },
    ({ done, of }) => told.push(done / of),
  );
  assert.ok(told.length > 5, `${told.length} times`);
  const atOnce = await ask(server, "POST", "/api/v1/analysis/forecast", { as, body });
  assert.deepEqual(heard, atOnce.json());
  const radii = await askInEvents<{ readonly radii: readonly object[] }>(
    asking,
    { path: "/api/v1/analysis/radii" },
    () => {},
  );
  assert.ok(radii.radii.length > 0);
});

test("what is refused before anything is computed is refused with its status, to those who accept events too", async () => {
  const asking = { baseUrl: server.url, actor: () => as };
  const asked = askInEvents(
    asking,
    { path: "/api/v1/analysis/forecast", body: { runbook: "gredy" } },
    () => {},
  );
  await assert.rejects(asked, (error) => error instanceof ApiProblem && error.problem.status === 404);
});
