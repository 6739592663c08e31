import assert from "node:assert/strict";
import { test } from "node:test";
import type { EntityRow, ServiceReadiness } from "../../api/entities.ts";
import { parseEstateSearch } from "./estate-search.ts";
import { choicesOf, chosenRows } from "./filter-rows.ts";

function row(name: string, given: Partial<EntityRow> = {}): EntityRow {
  return {
    ref: `service:${name}`,
    kind: "Service",
    title: name,
    owner: null,
    teams: [],
    sites: [],
    about: null,
    tier: null,
    scope: null,
    type: null,
    rtoSeconds: null,
    rpoSeconds: null,
    day: null,
    count: null,
    reliesOn: 0,
    reliedOnBy: 0,
    findings: { error: 0, warning: 0, info: 0 },
    stale: 0,
    ...given,
  };
}

const known = (standing: ServiceReadiness["standing"], measured: number | null) =>
  ({ standing, rto: { measuredSeconds: measured }, rpo: { measuredSeconds: null } }) as ServiceReadiness;

const rows = [
  row("a", { teams: ["team:x"], sites: ["site:e"], tier: 1, findings: { error: 1, warning: 0, info: 0 } }),
  row("b", { teams: ["team:y"], sites: ["site:e", "site:w"], tier: 2, stale: 1 }),
  row("c"),
];
const services = new Map([
  ["service:a", known("late", 5)],
  ["service:b", known("unknown", null)],
  ["service:c", known("none", null)],
]);
const left = (address: { readonly [key: string]: unknown }) =>
  chosenRows(rows, parseEstateSearch(address), services).map(({ title }) => title);

test("a list is filtered by what its address says, and an empty address leaves all", () => {
  assert.deepEqual(left({}), ["a", "b", "c"]);
  assert.deepEqual(left({ team: "team:x" }), ["a"]);
  assert.deepEqual(left({ site: "site:e", tier: 2 }), ["b"]);
  assert.deepEqual(left({ wrong: "error" }), ["a"]);
  assert.deepEqual(left({ wrong: "stale" }), ["b"]);
  assert.deepEqual(left({ standing: "unknown" }), ["b"]);
});

test("what was never measured does not count services without an objective, as the answer does not", () => {
  assert.deepEqual(left({ measured: "yes" }), ["a"]);
  assert.deepEqual(left({ measured: "no" }), ["b"]);
});

test("only what there is can be chosen", () => {
  assert.deepEqual(choicesOf(rows), {
    teams: ["team:x", "team:y"],
    sites: ["site:e", "site:w"],
    tiers: ["1", "2"],
  });
});

test("an address with an unknown kind or an empty filter is read without them", () => {
  assert.deepEqual(parseEstateSearch({ kind: "servic", team: "", tier: 1, junk: {} }), { tier: "1" });
  assert.deepEqual(parseEstateSearch({ kind: "site" }), { kind: "site" });
});
