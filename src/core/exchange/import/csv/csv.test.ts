import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkedErrors, dataFile, findings, importFiles, specOf, withoutData } from "../import.test-kit.ts";
import { importCsv } from "./csv.ts";
import { parseCsv } from "./parse-csv.ts";

const mapping = `documents:
  - kind: Service
    when: { column: Class, is: Service }
    name: Name
    annotations: { cmdb/id: Id }
    fields:
      owner: { column: Team, reference: Team, create: true }
      tier: { column: Tier, as: integer }
      objectives.rto: { column: RTO (h), as: hours }
      objectives.rpo: { column: RPO (min), as: minutes }
      dependsOn: { column: Needs, reference: Service, separator: ";" }
ignore: [Cost]
`;
const table = `Id,Class,Name,Team,Tier,RTO (h),RPO (min),Needs,Cost,Floor
1,Service,Order intake,Shop,1,0.5,5,Stock; Ledger,12,3
2,Service,Stock,Shop,two,4,,Stock,9,
3,Printer,Laser,,,,,,,2
4,Service,,Shop,1,,,,,
5,Service,Stock,Shop,,,,,,
`;
const run = (text: string, map = mapping) => importFiles(importCsv, [{ file: "cmdb.csv", text }], map);

test("[A3.2] an extract of a CMDB becomes documents by a declared mapping", () => {
  const result = run(table);
  assert.deepEqual(
    result.documents.map(({ ref }) => ref),
    ["service:order-intake", "service:stock", "team:shop"],
  );
  assert.deepEqual(specOf(result, "service:order-intake"), {
    owner: "team:shop",
    tier: 1,
    objectives: { rto: "PT30M", rpo: "PT5M" },
    dependsOn: ["service:stock", "service:ledger"],
  });
});

test("each row, cell and reference that has no place is reported with its place", () => {
  const found = findings(run(table));
  for (const expected of [
    'bad-value 3:22 "two" cannot be read as integer',
    "self-reference 3:29 service:stock refers to itself",
    "dangling-target 2:37 service:ledger is not among what was imported",
    "unsupported-item 4:1 no rule of the mapping is for this row",
    "bad-value 5:1 the column Name, which names the Service, is empty",
    'duplicate-item 6:1 a second Service is called "Stock"; the first one counts',
    "unsupported-field 2:54 column Floor has no place in the documents",
  ])
    assert.ok(found.includes(expected), `${expected}\n${found.join("\n")}`);
  assert.deepEqual(run(table).report.items["row"], { read: 5, mapped: 2, reported: 3, empty: 0 });
});

test("broken quotes are told with row and column, and the rest of the table is read", () => {
  const text = 'Class,Name\nService,"a"b\nService,c"d\nService,ok\nService,"open\n';
  const result = run(text, "documents: [{ kind: Service, name: Name }]\nignore: [Class]\n");
  assert.deepEqual(
    findings(result, "syntax").map((each) => each.split(" (")[0]),
    [
      "syntax 2:12 row 2, column 2: text stands between a closing quote and the next delimiter",
      "syntax 3:10 row 3, column 2: a quote stands inside a cell that is not quoted; double it and quote the cell",
      "syntax 5:9 row 5, column 2: this quote is never closed",
    ],
  );
  assert.ok(result.documents.some(({ ref }) => ref === "service:ok"));
});

test("a mapping that says something unknown is answered with the place in the mapping", () => {
  const found = findings(run(table, "documents:\n  - kind: Servise\n    name: Name\n"), "syntax");
  assert.match(found[0] ?? "", /^syntax 2:11 the mapping at documents\.0\.kind/);
});

test("what is written as a table is read as it was: quotes, line ends and delimiters in cells", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", ";", " ", "é") });
  const tables = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
    );
  fc.assert(
    fc.property(tables, fc.constantFrom("\n", "\r\n", "\r"), (rows, end) => {
      const text = rows
        .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(",") + end)
        .join("");
      const parsed = parseCsv(text, ",");
      assert.deepEqual(
        parsed.rows.map((row) => row.map((each) => each.text)),
        rows,
      );
      assert.deepEqual(parsed.problems, []);
    }),
  );
});

test("[A6.6] a table of dependencies becomes the things it names and what they need", {
  skip: withoutData("train-ticket/edges.csv"),
}, () => {
  const map = `dependencies:
  - from: { column: from, reference: Service, create: true }
    to: { column: to, reference: Service, create: true }
    phase: runtime
ignore: [call_sites]
`;
  const result = importFiles(importCsv, [dataFile("train-ticket/edges.csv")], map);
  const rows = dataFile("train-ticket/edges.csv")
    .text.trim()
    .split("\n")
    .slice(1)
    .map((row) => row.split(","));
  assert.equal(result.documents.length, new Set(rows.flatMap(([from, to]) => [from, to])).size);
  assert.deepEqual(result.report.items["dependency"], {
    read: rows.length,
    mapped: rows.length,
    reported: 0,
    empty: 0,
  });
  assert.deepEqual(checkedErrors(result), []);
});
