import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkedErrors,
  dataFile,
  findings,
  importFiles,
  importTexts,
  specOf,
  withoutData,
} from "../import.test-kit.ts";
import { importNetbox } from "./netbox.ts";

const record = (model: string, pk: number, fields: object) => ({ model, pk, fields });
const dump = (...records: readonly object[]) => JSON.stringify(records, null, 1);

const small = dump(
  record("dcim.region", 1, { name: "Europe", parent: null }),
  record("dcim.region", 2, { name: "Berlin", parent: 1 }),
  record("dcim.site", 1, { name: "North", slug: "north", region: 2, status: "active" }),
  record("dcim.site", 2, { name: "South", slug: "south", region: null }),
  record("dcim.site", 3, { name: "Hut", slug: "hut" }),
  record("circuits.provider", 7, { name: "Line & Co", slug: "line-co" }),
  record("circuits.provider", 8, { name: "Other", slug: "other" }),
  record("circuits.circuit", 1, { cid: "L-1", provider: 7 }),
  record("circuits.circuit", 2, { cid: "O-1", provider: 8 }),
  record("circuits.circuittermination", 1, { circuit: 1, term_side: "A", site: 1 }),
  record("circuits.circuittermination", 2, { circuit: 1, term_side: "Z", site: 2 }),
  record("circuits.circuittermination", 3, { circuit: 2, term_side: "A", site: 1 }),
  record("dcim.powerpanel", 1, { site: 1, name: "P1" }),
  record("dcim.powerfeed", 1, { power_panel: 1, name: "A" }),
  record("dcim.devicerole", 1, { slug: "router" }),
  record("dcim.device", 1, { name: "rtr", site: 1, role: 1 }),
  record("dcim.device", 2, { name: "rtr", site: 2, role: 1 }),
  record("dcim.device", 3, { name: null, site: 9, role: 1 }),
  record("dcim.interface", 1, { name: "eth0" }),
);

test("[A3.2] a dump becomes sites with carriers and power, vendors, circuits and devices", () => {
  const result = importTexts(importNetbox, small);
  assert.deepEqual(specOf(result, "site:north"), {
    location: "Europe, Berlin",
    power: ["P1 / A"],
    carriers: ["vendor:line-co", "vendor:other"],
  });
  assert.deepEqual(specOf(result, "component:l-1"), {
    type: "circuit",
    vendor: "vendor:line-co",
    dependsOn: ["vendor:line-co", "site:north", "site:south"],
  });
  assert.deepEqual(specOf(result, "component:rtr-2"), { type: "router", site: "site:south" });
});

test("[A1.3] sites with a single carrier, and with none, are shown", () => {
  const risks = importTexts(importNetbox, small).report.findings.filter(({ code }) => code === "risk");
  assert.deepEqual(
    risks.map(({ message }) => message),
    [
      "site:south has a single carrier: vendor:line-co, with one circuit",
      "site:hut has no carrier: no circuit is known to end there",
    ],
  );
});

test("things of one name, without a name, at an unknown site, and of another model are reported", () => {
  const messages = importTexts(importNetbox, small).report.findings.map(
    ({ code, message }) => `${code} ${message}`,
  );
  for (const expected of [
    'duplicate-name "rtr" and "rtr" come to the same name; this one is component:rtr-2',
    "assumed a dcim.device without a name is called by its number",
    "dangling-target site:9 is not among what was imported",
    "unsupported-item dcim.interface has no place in the documents",
  ])
    assert.ok(messages.includes(expected), `${expected}\n${messages.join("\n")}`);
});

const demo = "netbox-demo/netbox-demo-v3.6.redacted.json";

test("a real dump shows its four sites with a single carrier and maps all of 5,500 records or says why not", {
  skip: withoutData(demo),
}, () => {
  const result = importFiles(importNetbox, [dataFile(demo)]);
  const single = findings(result, "risk").filter((risk) => risk.includes("single carrier"));
  assert.deepEqual(
    single.map((risk) => /site:(\S+)/.exec(risk)?.[1]),
    ["ncsu-065", "ncsu-117", "ncsu-118", "ncsu-128"],
  );
  assert.equal(findings(result, "risk").length - single.length, 7);
  const { items } = result.report;
  assert.equal(items["dcim.site"]?.mapped, 24);
  assert.equal(items["circuits.circuit"]?.mapped, 29);
  assert.equal(items["dcim.device"]?.mapped, 72);
  assert.equal(items["virtualization.virtualmachine"]?.mapped, 180);
  assert.equal(items["dcim.interface"]?.reported, 1586);
  assert.deepEqual(checkedErrors(result), []);
});

test("what is no dump is answered with a place", () => {
  const of = (text: string) => findings(importTexts(importNetbox, text))[0];
  assert.match(of('{"model": "x"}') ?? "", /bad-value 1:1 the file should be a list/);
  assert.match(of("[1]") ?? "", /bad-value 1:2 a record has/);
  assert.match(of('[{"model":\n "a", }]') ?? "", /syntax 2:7 expected a name in quotes/);
});

test("a file of fifty megabytes is answered with the place of what is wrong near its end", () => {
  const one = JSON.stringify(record("dcim.interface", 1, { name: "eth0", description: "x".repeat(50_000) }));
  const text = `[\n${`${one},\n`.repeat(1_000)}{"model": 1,}\n]`;
  assert.ok(text.length > 50_000_000);
  assert.match(
    findings(importTexts(importNetbox, text))[0] ?? "",
    /^syntax 1002:13 expected a name in quotes/,
  );
});
