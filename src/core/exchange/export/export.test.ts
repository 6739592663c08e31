import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { parseAllDocuments, stringify } from "yaml";
import { exportFormats } from "./all-exporters.ts";
import { exportBackstage } from "./backstage.ts";
import { exportCsv } from "./csv.ts";
import { estateOf, exported, labEstate } from "./export.test-kit.ts";
import { exportMermaid } from "./mermaid.ts";
import { exportOscal } from "./oscal.ts";

const document = (kind: string, name: string, spec: object, title?: string) =>
  `---\n${stringify({ apiVersion: "holdfast/v1", kind, metadata: { name, ...(title === undefined ? {} : { title }) }, spec })}`;

/** The rows of a CSV text (RFC 4180), read by somebody else than who wrote it. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  for (let found = cell.exec(text); found && cell.lastIndex <= text.length; found = cell.exec(text)) {
    const [, written = "", end] = found;
    rows.at(-1)?.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (end === "\r\n") rows.push([]);
    if (cell.lastIndex === text.length) break;
  }
  return rows.filter((row) => row.length > 0);
}

test("[A3.2] a Backstage catalog holds services with their owners and dependencies, and every reference in it leads somewhere", () => {
  const { texts } = exported(exportBackstage, labEstate());
  const entities = parseAllDocuments(texts.get("catalog-info.yaml") ?? "").map((each) => each.toJS());
  const keys = entities.map(({ kind, metadata }) => `${kind.toLowerCase()}:default/${metadata.name}`);
  assert.equal(new Set(keys).size, keys.length, "no two entities share kind and name");
  const refs = entities.flatMap(({ spec }) => [
    ...(spec.owner ? [spec.owner] : []),
    ...(spec.dependsOn ?? []),
    ...(spec.members ?? []),
    ...(spec.memberOf ?? []),
  ]);
  assert.ok(refs.length > 20);
  assert.deepEqual(
    refs.filter((ref) => !keys.includes(ref)),
    [],
  );
  const orders = entities.find(({ kind, metadata }) => kind === "Component" && metadata.name === "orders");
  assert.deepEqual(orders.spec.dependsOn, [
    "resource:default/public-entrance",
    "resource:default/orders-app-east",
    "resource:default/orders-app-west",
  ]);
});

test("what a format has no place for is told with its documents, never dropped", () => {
  const { losses, documents } = exported(exportBackstage, labEstate());
  const told = (message: string) => losses.find((loss) => loss.message === message);
  assert.deepEqual(told("the field `objectives` of Service")?.refs, ["service:orders"]);
  assert.equal(told("a redundancy group, written as one dependency on each member")?.count, 1);
  assert.equal(told("Backstage has nothing like a Runbook")?.count, 2);
  const leftOut = losses.filter(({ message }) => message.startsWith("Backstage has nothing like"));
  assert.equal(
    leftOut.reduce((sum, { count }) => sum + count, 0),
    documents.read - documents.written,
  );
});

test("no cell of a CSV export begins a formula, and every text can be read back", () => {
  const anything = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "=1+1",
      "'=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "\t=1",
      " =cmd|' /C calc'!A0",
      "-5",
      'a"b',
      "a,b",
      "a\r\nb",
      "%x",
    ),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const estate = estateOf(document("Site", "east", { description: text === "" ? "x" : text }));
      if (estate.documents.size === 0) return;
      const csv = exported(exportCsv, estate).texts.get("site.csv") ?? "";
      const [header, row] = rowsOf(csv);
      const cell = row?.[header?.indexOf("description") ?? -1] ?? "";
      assert.doesNotMatch(cell, /^\s*[=+@|%]/);
      if (cell.startsWith("-")) assert.match(cell, /^-?\d+(?:\.\d+)?$/);
      const written = text === "" ? "x" : text;
      assert.equal(cell.replace(/^'(?='*\s*[=+\-@\t\r|%])/, ""), written);
    }),
    { numRuns: 2000 },
  );
});

test("titles stay texts in a Mermaid chart, whatever they hold", () => {
  const title = 'x"] --> evil["</script><img src=x onerror=alert(1)>#quot; `end`';
  const { texts } = exported(exportMermaid, estateOf(document("Service", "orders", {}, title)));
  const chart = texts.get("dependencies.mmd") ?? "";
  assert.equal(chart.split("\n").length, 3, "a header, one node, the last line's end");
  assert.equal(chart.match(/"/g)?.length, 2, "the quotes around the label, and none in it");
  assert.doesNotMatch(chart, /[<>`]|-->/);
});

test("a runbook's chart has each step once, and an arrow for each wait", () => {
  const { texts } = exported(exportMermaid, labEstate());
  const chart = texts.get("runbook-orders-failover.mmd") ?? "";
  assert.match(chart, /s\d+\{"Accept the loss or stop"\}/);
  const ids = [...chart.matchAll(/^ {2}(s\d+)[[({]/gm)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, from, to] of chart.matchAll(/^ {2}(s\d+) -\.?->? ?(s\d+)$/gm)) {
    assert.ok(ids.includes(from) && ids.includes(to));
  }
});

const families = path.join(
  import.meta.dirname,
  "../../../../../shared/data/oscal-800-53/cp-ir-families.json",
);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("[A6.1] an OSCAL component definition says per service which controls the documents speak of, and which documents", () => {
  const once = exported(exportOscal, labEstate()).texts.get("component-definition.json") ?? "";
  const again = exported(exportOscal, labEstate()).texts.get("component-definition.json") ?? "";
  assert.equal(once, again, "the same documents give the same text, identifiers included");
  const definition = JSON.parse(once)["component-definition"];
  assert.match(definition.uuid, uuid);
  const [orders] = definition.components;
  const requirements = orders["control-implementations"][0]["implemented-requirements"];
  const byControl = new Map<string, { readonly props: readonly { readonly value: string }[] }>(
    requirements.map((each: { readonly "control-id": string }) => [each["control-id"], each]),
  );
  assert.deepEqual(
    byControl.get("cp-2")?.props.map(({ value }) => value),
    ["plan:orders-without-east"],
  );
  assert.ok(byControl.has("cp-7") && byControl.has("cp-10"));
  assert.ok(!byControl.has("cp-4"), "the lab has held no exercise, so nothing is claimed");
  const uuids = requirements.map((each: { readonly uuid: string }) => each.uuid);
  assert.equal(new Set(uuids).size, uuids.length);
  for (const each of uuids) assert.match(each, uuid);
});

test("every control that is claimed stands in the catalog of SP 800-53", {
  skip: existsSync(families) ? false : "the collected catalog is not here",
}, () => {
  const catalog = readFileSync(families, "utf8");
  const source = readFileSync(path.join(import.meta.dirname, "oscal-claims.ts"), "utf8");
  const claimed = [...source.matchAll(/control: "(cp-[\d.]+)"/g)].map(([, control]) => control ?? "");
  assert.ok(claimed.length >= 8);
  assert.deepEqual(
    claimed.filter(
      (control) => !catalog.includes(`"id": "${control}"`) && !catalog.includes(`"id":"${control}"`),
    ),
    [],
  );
});

test("every format takes an estate of nothing, and one in which nothing is where it should be", () => {
  const odd = [
    document("Service", "a", {
      dependsOn: ["component:none", { anyOf: ["service:a"], atLeast: 1 }],
      owner: "team:none",
    }),
    document("Person", "b", { teams: ["team:none"] }),
    document("Protection", "c", { protects: "service:none", method: "backup" }),
    document("Plan", "d", { covers: ["service:a"], runbooks: ["runbook:none"] }),
  ].join("");
  for (const { exporter } of exportFormats) {
    exported(exporter, estateOf(""));
    const { documents } = exported(exporter, estateOf(odd));
    assert.equal(documents.read, 4);
  }
});
