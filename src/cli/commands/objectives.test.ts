import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { runVerb } from "../run-verb.test-kit.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-objectives-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const head = (kind: string, name: string, more = "") =>
  `---\napiVersion: holdfast/v1\nkind: ${kind}\nmetadata: { name: ${name}${more} }\n`;

const runbook = (name: string, service: string, steps: string) =>
  `${head("Runbook", name)}spec:\n  purpose: restore\n  recovers: [service:${service}]\n  accountable: team:dba\n  steps:\n${steps}`;

const byHand = (id: string, duration: string) =>
  `    - { id: ${id}, after: [], person: { instructions: Do it }, duration: ${duration} }\n`;

test("[B1.1] required and forecast times stand side by side, and what no staffing can meet is said first", async () => {
  const estate = [
    `${head("Team", "dba")}spec: { capacity: 1 }\n`,
    `${head("Service", "orders")}spec: { objectives: { rto: PT2H, rpo: PT1M }, dependsOn: [component:db, service:identity] }\n`,
    `${head("Service", "identity")}spec: { objectives: { rto: PT8H } }\n`,
    `${head("Service", "search")}spec: { objectives: { rto: PT70M } }\n`,
    `${head("Service", "mail")}spec: { objectives: { rto: PT1H } }\n`,
    head("Component", "db", ", annotations: { mtbf: P99D, mttr: P1D }"),
    `${head("Protection", "db-copy")}spec: { protects: component:db, method: backup, interval: PT1H }\n`,
    runbook("restore-orders", "orders", byHand("restore", "PT3H")),
    runbook("restore-identity", "identity", byHand("rebuild", "PT6H")),
    runbook("restore-search", "search", byHand("one", "PT1H") + byHand("two", "PT1H")),
  ];
  writeFileSync(path.join(folder, "estate.yaml"), estate.join(""));
  const { code, stdout } = await runVerb(["objectives", folder, "--json"]);
  assert.equal(code, 1);
  type Row = {
    ref: string;
    verdict: string;
    rto: {
      feasibility: { text: string } | null;
      withDependencies: { limitedBy: string } | null;
      runbook: string | null;
    };
    rpo: { forecastSeconds: number | null };
    availability: { availability: number; method: string };
  };
  const { services } = JSON.parse(stdout) as { services: Row[] };
  const [orders, identity, search, mail] = services;
  assert.deepEqual(
    services.map(({ verdict }) => verdict),
    ["missed", "met", "missed", "unknown"],
  );
  assert.equal(
    orders?.rto.feasibility?.text,
    "no staffing meets 2 h 00 min: step restore alone takes 3 h 00 min",
  );
  assert.equal(orders?.rto.withDependencies?.limitedBy, "service:identity");
  assert.equal(orders?.rpo.forecastSeconds, 3600);
  assert.deepEqual([orders?.availability.availability, orders?.availability.method], [0.99, "exact"]);
  assert.equal(identity?.rto.feasibility?.text, "feasible: 6 h 00 min with likely durations");
  assert.match(
    search?.rto.feasibility?.text ?? "",
    /^with more people 1 h 10 min could be met; with those there are it takes 2 h/,
  );
  assert.equal(mail?.rto.runbook, null);
  const more = await runVerb(["objectives", folder, "--capacity", "team:dba=2"]);
  assert.match(more.stdout, /service:search +1 h 10 min +1 h 00 min .* met/);
  assert.match(more.stdout, /service:mail: no runbook brings it back/);
});

test("[A2.1] a hot and a cold way back are simulated side by side: each mode's time is that of what it still has to do", async () => {
  const ways = [
    `${head("Team", "dba")}spec: { capacity: 2 }\n`,
    ...[
      ["hot", "active-passive"],
      ["cold", "cold-standby"],
    ].map(
      ([name, mode]) =>
        `${head("Service", name!)}spec: { mode: ${mode}, sites: [site:east, site:west], objectives: { rto: PT1H } }\n`,
    ),
    `${head("Site", "east")}spec: {}\n${head("Site", "west")}spec: {}\n`,
    runbook("switch", "hot", byHand("promote", "{ min: PT5M, likely: PT10M, max: PT20M }")),
    runbook(
      "build",
      "cold",
      `${byHand("provision", "{ min: PT30M, likely: PT1H, max: PT3H }")}    - { id: restore, after: [provision], person: { instructions: Do it }, duration: { min: PT1H, likely: PT2H, max: PT6H } }\n`,
    ),
  ];
  writeFileSync(path.join(folder, "estate.yaml"), ways.join(""));
  const { stdout } = await runVerb(["objectives", folder, "--json"]);
  type Row = {
    ref: string;
    verdict: string;
    rto: { forecast: { p50: number; p95: number }; probabilityMet: number };
  };
  const rows = Object.fromEntries(
    (JSON.parse(stdout) as { services: Row[] }).services.map((row) => [row.ref, row]),
  );
  const { "service:hot": hot, "service:cold": cold } = rows;
  assert.deepEqual([hot?.verdict, hot?.rto.probabilityMet], ["met", 1]);
  assert.deepEqual([cold?.verdict, cold?.rto.probabilityMet], ["missed", 0]);
  // The median of two PERT steps one after the other lies near the sum of their means.
  assert.ok(Math.abs((cold?.rto.forecast.p50 ?? 0) - (75 + 150) * 60) < 600, stdout);
  assert.ok((hot?.rto.forecast.p95 ?? 0) < 18 * 60);
});
