import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { runVerb } from "../run-verb.test-kit.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-forecast-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const estate = (rto: string, steps: string) => `apiVersion: holdfast/v1
kind: Team
metadata: { name: dba }
spec: { capacity: 1 }
---
apiVersion: holdfast/v1
kind: Team
metadata: { name: net }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders }
spec: { objectives: { rto: ${rto} } }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: failover }
spec:
  purpose: failover
  recovers: [service:orders]
  accountable: team:dba
  steps:
${steps}`;

const byHand = (id: string, rest: string) =>
  `    - { id: ${id}, person: { instructions: Do it }, ${rest} }\n`;
const twoPeople = byHand("a", "after: [], duration: PT10M") + byHand("b", "after: [], duration: PT5M");

function write(rto: string, steps: string): void {
  writeFileSync(path.join(folder, "estate.yaml"), estate(rto, steps));
}

const forecast = (...args: readonly string[]) =>
  runVerb(["forecast", folder, "--runbook", "failover", ...args]);

test("[A5.3] a forecast has the fields that scripts rely on, and one person does one thing at a time", async () => {
  write("PT20M", twoPeople);
  const { code, stdout } = await forecast("--json", "--trials", "100");
  assert.equal(code, 0);
  const answer = JSON.parse(stdout) as Record<string, unknown>;
  const { complete, unknown, likelySeconds, seconds, rtoSeconds, probabilityMet, critical, bottlenecks } =
    answer;
  assert.deepEqual(
    { complete, unknown, likelySeconds, seconds, rtoSeconds, probabilityMet, critical },
    {
      complete: true,
      unknown: [],
      likelySeconds: 900,
      seconds: { p50: 900, p90: 900, p95: 900, p99: 900 },
      rtoSeconds: 1200,
      probabilityMet: 1,
      critical: [
        { step: "a", share: 1 },
        { step: "b", share: 1 },
      ],
    },
  );
  assert.deepEqual(bottlenecks, [
    { resource: "team:dba", secondsGained: 300, p50Gained: 300, p95Gained: 300 },
  ]);
});

test("an objective that is missed ends with 1; more people, assumed for once, meet it", async () => {
  write("PT12M", twoPeople);
  assert.equal((await forecast()).code, 1);
  const more = await forecast("--capacity", "team:dba=2", "--json");
  assert.equal(more.code, 0);
  assert.equal((JSON.parse(more.stdout) as { likelySeconds: number }).likelySeconds, 600);
});

test("a step without a duration makes the forecast a lower bound, and is named", async () => {
  write("PT1H", twoPeople + byHand("c", "after: [a]"));
  const { stdout, stderr, code } = await forecast("--json");
  const answer = JSON.parse(stdout) as Record<string, unknown>;
  assert.deepEqual([answer["complete"], answer["unknown"], answer["likelySeconds"]], [false, ["c"], 900]);
  assert.match(stderr, /without a duration: c; every time is a lower bound/);
  assert.equal(code, 0);
  assert.match((await forecast()).stdout, /at least 15 min .*nobody has said how long these take: c/);
});

test("automated steps need nobody, shares are kept, and a team of unknown size holds nothing up but is named", async () => {
  const command = "action: { connector: command, do: run, with: {} }";
  const auto = (id: string, rest: string) => `    - { id: ${id}, ${command}, after: [], ${rest} }\n`;
  write(
    "PT1H",
    auto("a", "duration: PT10M") +
      auto("b", "duration: PT10M") +
      auto("c", 'duration: PT10M, needs: { "team:dba": 0.6 }') +
      auto("d", 'duration: PT10M, needs: { "team:dba": 0.5 }') +
      byHand("e", "after: [], duration: PT10M, accountable: team:net") +
      byHand("f", "after: [], duration: PT10M, accountable: team:net"),
  );
  const { stdout, stderr } = await forecast("--json");
  const answer = JSON.parse(stdout) as Record<string, unknown>;
  assert.equal(answer["likelySeconds"], 1200);
  assert.deepEqual(answer["unlimited"], ["team:net"]);
  assert.match(stderr, /nobody has said how many there are of team:net/);
});

test("a demand that can never be met is said with its step and ends with 1", async () => {
  write("PT1H", byHand("lift", 'duration: PT10M, needs: { "team:dba": 3 }'));
  const { code, stderr, stdout } = await forecast("--json");
  assert.equal(code, 1);
  assert.match(stderr, /step lift needs 3 of team:dba, of which there are never more than 1/);
  assert.equal((JSON.parse(stdout) as { infeasible: unknown[] }).infeasible.length, 1);
});

test("a runbook that is not there is 2, with the one that was perhaps meant", async () => {
  write("PT1H", twoPeople);
  const { code, stderr } = await runVerb(["forecast", folder, "--runbook", "failovr"]);
  assert.equal(code, 2);
  assert.match(stderr, /did you mean failover\?/);
});

test("noticing and deciding are counted in when asked for", async () => {
  write("PT20M", twoPeople);
  const { stdout, code } = await forecast("--outage", "--json");
  const answer = JSON.parse(stdout) as { likelySeconds: number; probabilityMet: number };
  assert.ok(answer.likelySeconds > 900 + 2000);
  assert.ok(answer.probabilityMet < 0.2);
  assert.equal(code, 1);
});

test("[A5.3] five recorded times of a step replace its estimate, and a broken record is said so", async () => {
  write("PT20M", twoPeople);
  const file = path.join(folder, "measured.json");
  writeFileSync(file, JSON.stringify({ a: [1200, 1201, 1202, 1203, 1204], b: [1, 2, 3, 4] }));
  const { stdout, code } = await forecast("--measured", file, "--json");
  assert.equal((JSON.parse(stdout) as { likelySeconds: number }).likelySeconds, 1202 + 300);
  assert.equal(code, 1);
  writeFileSync(file, JSON.stringify({ a: [-5] }));
  const broken = await forecast("--measured", file);
  assert.equal(broken.code, 2);
  assert.match(broken.stderr, /a must be a list of seconds, none of them negative/);
});

test("[B1.1] a time can be assumed: an estimate or a share; what names no step or is no time is refused", async () => {
  write("PT20M", twoPeople);
  const likely = async (...args: readonly string[]) => {
    const { stdout } = await forecast("--json", "--trials", "50", ...args);
    return (JSON.parse(stdout) as { likelySeconds: number }).likelySeconds;
  };
  assert.equal(await likely("--duration", "a=PT1M"), 360);
  assert.equal(await likely("--duration", "a=50%", "--duration", "b=PT1M/PT2M/PT3M"), 420);
  const unknown = await forecast("--duration", "x=PT1M");
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /there is no step x; there are: a, b/);
  assert.equal((await forecast("--duration", "a=soon")).code, 2);
});

test("[A5.3] a forecast is held against recorded runs, and what is no record is refused", async () => {
  write("PT20M", twoPeople);
  const file = path.join(folder, "recorded.json");
  writeFileSync(file, JSON.stringify([1000, 1100, 1200, 1300, 900]));
  const { stdout, code } = await forecast("--calibration", file, "--json");
  assert.equal(code, 0, "the objective is about the forecast");
  const { calibration } = JSON.parse(stdout) as {
    calibration: { runs: number; rows: { quantile: number; within: number; verdict: string }[] };
  };
  assert.deepEqual(
    calibration.rows.map(({ quantile, within, verdict }) => [quantile, within, verdict]),
    [
      [0.5, 1, "not-contradicted"],
      [0.9, 1, "hopeful"],
      [0.95, 1, "hopeful"],
      [0.99, 1, "hopeful"],
    ],
  );
  const text = (await forecast("--calibration", file)).stdout;
  assert.match(text, /Held against recorded runs \(5\)/);
  assert.match(text, /P90 +1 of 5 +20 % +1 % to 72 % +too hopeful/);
  writeFileSync(file, JSON.stringify({ a: [1] }));
  assert.match((await forecast("--calibration", file)).stderr, /must hold a list of seconds/);
  const without = await forecast("--calibration");
  assert.deepEqual([without.code, /needs a FILE/.test(without.stderr)], [2, true]);
});

test("ten million trials are refused with the limit, and so is a number that is none", async () => {
  write("PT20M", twoPeople);
  for (const trials of ["10000000", "0", "1e3", "many"]) {
    const { code, stderr } = await forecast("--trials", trials);
    assert.deepEqual([code, /a whole number from 1 to 1000000/.test(stderr)], [2, true], stderr);
  }
});
