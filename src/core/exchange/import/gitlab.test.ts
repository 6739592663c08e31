import assert from "node:assert/strict";
import { test } from "node:test";
import { type Drift, driftBetween } from "../write/drift.ts";
import { importGitlab } from "./gitlab.ts";
import {
  checkedErrors,
  dataFile,
  findings,
  importFiles,
  importTexts,
  specOf,
  withoutData,
} from "./import.test-kit.ts";

const catalogue = `teams:
  - name: Data Base
    url: https://example.org/dba
tiers:
  - name: sv
services:
  - name: shop
    friendly_name: The shop
    tier: sv
    owner: Data Base
    technical:
      dependencies:
        - service: postgres
        - service: ledger
        - service:
        - service: shop
      slx: fast
  - name: postgres
    teams: [Data Base]
  - name: postgres
`;

test("[A3.2] a service catalogue becomes services, their owners and what they depend on", () => {
  const result = importTexts(importGitlab, catalogue);
  assert.deepEqual(
    result.documents.map(({ ref }) => ref),
    ["team:data-base", "service:shop", "service:postgres"],
  );
  assert.deepEqual(specOf(result, "service:shop"), {
    owner: "team:data-base",
    dependsOn: ["service:postgres", "service:ledger", "service:shop"],
  });
  assert.deepEqual(specOf(result, "service:postgres"), { owner: "team:data-base" });
});

test("dangling targets, dependencies on itself and those on nothing are shown at their places", () => {
  const result = importTexts(importGitlab, catalogue);
  assert.deepEqual(findings(result).toSorted(), [
    "dangling-target 14:20 service:ledger is not among what was imported",
    'duplicate-item 20:5 a second Service is called "postgres"; the first one counts',
    "null-dependency 15:11 an entry among the dependencies names no service",
    'renamed 2:11 "Data Base" is now team:data-base',
    "self-reference 16:20 service:shop depends on itself",
    "unsupported-field 17:12 services[].technical.slx has no place in the documents",
  ]);
  assert.deepEqual(result.report.items, {
    team: { read: 1, mapped: 1, reported: 0, empty: 0 },
    service: { read: 3, mapped: 2, reported: 1, empty: 0 },
    tier: { read: 1, mapped: 1, reported: 0, empty: 0 },
    dependency: { read: 4, mapped: 3, reported: 1, empty: 0 },
  });
});

test("what a check says of an imported catalogue is true of its data", () => {
  const errors = checkedErrors(importTexts(importGitlab, catalogue));
  assert.deepEqual(
    errors.filter((error) => !/ledger|itself|self/.test(error)),
    [],
  );
  assert.ok(errors.some((error) => error.startsWith("dangling-reference service:shop")));
});

const halves = [
  "2019H1",
  "2019H2",
  "2020H1",
  "2020H2",
  "2021H1",
  "2021H2",
  "2022H1",
  "2022H2",
  "2023H1",
  "2023H2",
];
const history = (half: string) => `gitlab-runbooks/history/service-catalog.${half}.yml`;

/** Counted apart from this code, with another YAML parser: services and dependencies added and removed. */
const counted: { readonly [half: string]: readonly [number, number, number, number] } = {
  "2019H2": [9, 6, 6, 5],
  "2020H1": [3, 2, 0, 2],
  "2020H2": [3, 0, 1, 0],
  "2021H1": [9, 3, 3, 0],
  "2021H2": [8, 0, 7, 0],
  "2022H1": [3, 2, 1, 0],
  "2022H2": [4, 1, 0, 1],
  "2023H1": [18, 1, 8, 0],
  "2023H2": [19, 3, 3, 1],
};

test("[A6.2] ten half-yearly states of a real catalogue give drift reports of services and dependencies", {
  skip: withoutData(history("2019H1")),
}, () => {
  const states = halves.map((half) => importFiles(importGitlab, [dataFile(history(half))]));
  const services = (drift: Drift["added"]) => drift.filter((ref) => ref.startsWith("service:")).length;
  const sets = states.map(
    ({ documents }) => new Map(documents.map(({ ref, value }) => [ref as string, value])),
  );
  for (const [index, half] of halves.entries()) {
    const [before, after] = [sets[index - 1], sets[index]];
    if (before === undefined || after === undefined) continue;
    const { added, removed, dependencies } = driftBetween(before, after);
    const found = [
      services(added),
      services(removed),
      dependencies.added.length,
      dependencies.removed.length,
    ];
    assert.deepEqual(found, counted[half], half);
  }
});

test("a real catalogue shows its null dependencies, its service that depends on itself, and its dangling targets", {
  skip: withoutData(history("2023H2")),
}, () => {
  const result = importFiles(importGitlab, [dataFile(history("2023H2"))]);
  const { items, findings: found } = result.report;
  assert.deepEqual(items["service"], { read: 92, mapped: 92, reported: 0, empty: 0 });
  assert.deepEqual(items["dependency"], { read: 71, mapped: 48, reported: 23, empty: 0 });
  assert.deepEqual(findings(result, "self-reference"), [
    "self-reference 685:20 service:gitaly depends on itself",
  ]);
  const dangling = found
    .filter(({ code, message }) => code === "dangling-target" && message.startsWith("service:"))
    .map(({ message, count }) => [message.split(" ")[0], count]);
  assert.deepEqual(dangling, [
    ["service:postgres", 10],
    ["service:prometheus", 3],
    ["service:haproxy", 1],
    ["service:elasticsearch", 1],
  ]);
  const others = checkedErrors(result).filter((error) => !error.startsWith("dangling-reference"));
  assert.deepEqual(
    others.filter((error) => !error.includes("service:gitaly")),
    [],
  );
});

test("a damaged catalogue is imported as far as it can be read, and says where it is damaged", () => {
  const result = importTexts(importGitlab, "services:\n  - name: a\n  - name: b\n  foo\n");
  assert.equal(result.report.damaged, true);
  assert.match(findings(result, "syntax")[0] ?? "", /^syntax [34]:/);
});
