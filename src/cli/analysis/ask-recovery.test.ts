import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RunView } from "#core/run/view.ts";
import { ask, startTestServer, type TestServer } from "#server/server.test-kit.ts";
import { runVerb } from "../run-verb.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const ana = "person:ana";
const ben = "person:ben";
const onServer = (...args: readonly string[]) =>
  runVerb(["--url", server.url, "--as", ana, ...args, "--server"]);

/** Carries `by-hand` out live, with an impact of 45 minutes. */
async function recoverLate(): Promise<string> {
  const impact = {
    lastGoodAt: null,
    beganAt: "2026-01-01T00:00:00.000Z",
    endedAt: "2026-01-01T00:45:00.000Z",
    failedTransactions: 9,
  };
  const body = { runbook: "by-hand", mode: "live", reason: "test", impact };
  const { id } = (await ask(server, "POST", "/api/v1/runs", { as: ana, body })).json() as RunView;
  const tell = (as: string, verb: string, given: object) =>
    ask(server, "POST", `/api/v1/runs/${id}/steps/${verb}`, { as, body: given });
  await tell(ana, "look/complete", { result: "done", note: "" });
  await tell(ben, "open/approve", { note: "" });
  await tell(ana, "open/take", {});
  await tell(ana, "open/complete", { result: "done", note: "" });
  const over = await tell(ben, "choose/decide", { option: "left", reason: "shorter" });
  assert.equal((over.json() as RunView).status, "finished", over.text);
  return id;
}

test("[B1.1] the objectives of the server show what the newest live run measured beside required and forecast", async () => {
  const before = await onServer("objectives");
  assert.doesNotMatch(before.stdout, /measured/, "nothing measured, no column of it");
  const run = await recoverLate();
  let after = before;
  for (let time = 0; time < 30 && !after.stdout.includes(run); time += 1)
    after = await onServer("objectives");
  assert.match(after.stdout, /RTO .* measured +RPO +loss +measured/);
  assert.match(after.stdout, /service:orders +30 min +3 min .* 45 min +1 min +\? +\?/);
  assert.ok(after.stdout.includes(`back after 45 min in run ${run}`), after.stdout);
  assert.match(after.stdout, /more than its RTO of 30 min/);
  const { services } = JSON.parse((await onServer("objectives", "--json")).stdout) as {
    services: { rto: { measuredSeconds: number }; rpo: { measuredSeconds: null } }[];
  };
  assert.deepEqual([services[0]?.rto.measuredSeconds, services[0]?.rpo.measuredSeconds], [2700, null]);
  const judged = await onServer("forecast", "--runbook", "by-hand", "--trials", "100", "--calibration");
  assert.match(judged.stdout, /Held against recorded runs \(1\)/);
  assert.match(judged.stdout, /P99 +0 of 1 +0 % +0 % to 97 % +too hopeful/);
});

test("a forecast and a schedule of the server are those of its published documents", async () => {
  const forecast = await onServer("forecast", "--runbook", "by-hand", "--trials", "100");
  assert.equal(forecast.code, 0, forecast.stderr);
  assert.match(forecast.stdout, /by-hand: 3 min with every likely duration/);
  assert.match(forecast.stdout, /all times are estimates/);
  const schedule = await onServer("schedule", "--runbook", "by-hand", "--json");
  assert.equal((JSON.parse(schedule.stdout) as { seconds: number }).seconds, 180);
});

test("a folder or the server is asked, and the server's refusals are told", async () => {
  for (const args of [["objectives"], ["objectives", "folder", "--server"]]) {
    const { code, stderr } = await runVerb(args);
    assert.equal(code, 2);
    assert.match(stderr, /name a folder of documents, or --server/);
  }
  const unknown = await onServer("forecast", "--runbook", "by-hnd");
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /Did you mean by-hand\?/);
  const away = await runVerb(["--url", "http://127.0.0.1:1", "objectives", "--server"]);
  assert.equal(away.code, 3);
});
