import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { runVerb } from "../run-verb.test-kit.ts";

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-import-"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const holdfast = (...args: readonly string[]) => runVerb(args);

const write = (name: string, content: string | Uint8Array) => writeFileSync(path.join(folder, name), content);
const read = (name: string) => readFileSync(path.join(folder, "estate", name), "utf8");
const importing = (...more: readonly string[]) =>
  holdfast("import", "gitlab", "catalogue.yml", "--out", "estate", "--date", "2026-01-31", ...more);

const catalogue = (services: { readonly [name: string]: readonly string[] }) =>
  `services:\n${Object.entries(services)
    .map(([name, needs]) => {
      const list = needs.map((need) => `\n        - service: ${need}`).join("");
      return `  - name: ${name}\n    tier: sv\n    technical:\n      dependencies:${list}\n`;
    })
    .join("")}`;

test("[A3.2] an import writes a file per document that says where it came from, and passes the check", async () => {
  write("catalogue.yml", catalogue({ shop: ["stock"], stock: [] }));
  const { code, stdout } = await importing();
  assert.equal(code, 0);
  assert.match(stdout, /service: 2 read = 2 mapped \+ 0 reported/);
  assert.match(read("service/shop.yaml"), /^# Imported from catalogue\.yml \(gitlab\) on 2026-01-31\./);
  assert.equal((await holdfast("check", "estate")).code, 0);
});

test("a dry run shows the plan and writes nothing", async () => {
  write("catalogue.yml", catalogue({ shop: [] }));
  const { code, stdout } = await importing("--dry-run");
  assert.equal(code, 0);
  assert.match(stdout, /Not written; this is what would be done:\n {2}create: 1/);
  assert.equal(existsSync(path.join(folder, "estate")), false);
});

test("[A6.2] a second import shows what changed in the source, and writes it only when told", async () => {
  write("catalogue.yml", catalogue({ shop: ["stock"], stock: [], old: [] }));
  await importing();
  write("catalogue.yml", catalogue({ shop: ["ledger"], stock: [], ledger: [] }));
  const shown = await importing();
  assert.equal(shown.code, 1);
  assert.match(shown.stdout, /1 documents added:\n {4}service:ledger/);
  assert.match(shown.stdout, /1 documents removed:\n {4}service:old/);
  assert.match(shown.stdout, /1 dependencies added:\n {4}service:shop → service:ledger/);
  assert.match(shown.stderr, /say --update/);
  assert.match(read("service/shop.yaml"), /service:stock/);
  const written = await importing("--update");
  assert.equal(written.code, 0);
  assert.doesNotMatch(read("service/shop.yaml"), /service:stock/);
  assert.equal(existsSync(path.join(folder, "estate/service/old.yaml")), false);
  const again = await importing();
  assert.equal(again.code, 0);
  assert.match(again.stdout, /says the same as at the last import/);
});

test("what people edited stays, and where both changed a person is asked", async () => {
  write("catalogue.yml", catalogue({ shop: ["stock"], stock: [], old: [] }));
  await importing();
  const edited = `${read("service/shop.yaml").replace("tier: sv", "tier: gold # ours").replace("    - service:stock", "    # checked by hand\n    - service:stock\n    - service:old")}  mode: single-site\n`;
  write("estate/service/shop.yaml", edited);
  write("estate/service/old.yaml", `${read("service/old.yaml")}  tier: 5\n`);
  write(
    "catalogue.yml",
    catalogue({ shop: ["stock", "ledger"], stock: [], ledger: [] }).replace("tier: sv", "tier: db"),
  );
  const { code, stdout } = await importing("--update");
  assert.equal(code, 1);
  assert.match(stdout, /service:shop metadata\.labels\.tier: the folder says "gold", the source "db"/);
  assert.match(stdout, /service:old: it is no longer in the source, but somebody edited it; it stays/);
  const shop = read("service/shop.yaml");
  for (const kept of [
    "tier: gold # ours",
    "# checked by hand",
    "service:stock",
    "service:old",
    "service:ledger",
    "mode: single-site",
  ])
    assert.ok(shop.includes(kept), `${kept}\n${shop}`);
});

test("nothing is removed while the source is damaged, and a document of somebody else is left alone", async () => {
  write("catalogue.yml", catalogue({ shop: [], stock: [] }));
  await importing();
  write(
    "estate/own.yaml",
    "apiVersion: holdfast/v1\nkind: Service\nmetadata: { name: own }\nspec: { tier: 1 }\n",
  );
  write("catalogue.yml", `${catalogue({ shop: [], own: [] })}  broken\n`);
  const { code, stdout } = await importing("--update");
  assert.equal(code, 1);
  assert.match(stdout, /\[syntax\]/);
  assert.match(stdout, /service:stock: it is not in the source, but the source is damaged; it stays/);
  assert.match(stdout, /service:own: .*own\.yaml holds it already/);
  assert.ok(existsSync(path.join(folder, "estate/service/stock.yaml")));
  rmSync(path.join(folder, "estate/own.yaml"));
  write("catalogue.yml", catalogue({ shop: [], stock: ["shop"] }));
  const repaired = await importing("--update");
  assert.equal(repaired.code, 0, `${repaired.stdout} once it is repaired, everything follows again`);
  assert.match(read("service/stock.yaml"), /dependsOn:\n {4}- service:shop/);
});

test("what the command line says goes to machines too, and wrong usage ends with 2", async () => {
  write("catalogue.yml", catalogue({ shop: ["gone"] }));
  const json = JSON.parse((await importing("--json")).stdout) as {
    report: { findings: { code: string }[] };
    isWritten: boolean;
  };
  assert.equal(json.isWritten, true);
  assert.ok(json.report.findings.some(({ code }) => code === "dangling-target"));
  for (const args of [
    ["import", "nonsense", "catalogue.yml", "--out", "x"],
    ["import", "gitlab", "none.yml", "--out", "x"],
    ["import", "csv", "catalogue.yml", "--out", "x"],
    ["import", "gitlab", "catalogue.yml"],
    ["import", "gitlab", "catalogue.yml", "--out", "catalogue.yml"],
    ["import", "gitlab", ".", "--out", "x"],
    ["import", "gitlab", "catalogue.yml", "--out", "x", "--date", "yesterday"],
  ]) {
    const ended = await holdfast(...args);
    assert.equal(ended.code, 2, args.join(" "));
    assert.notEqual(ended.stderr, "");
  }
});

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const mapping = "documents: [{ kind: Service, name: Name }]\n";

test("tables in the encodings of office programs are read, and mixed ones are told with their place", async () => {
  write("map.yaml", mapping);
  const table = "Name\nMüller\n";
  const variants: readonly Uint8Array[] = [
    new TextEncoder().encode(table),
    new TextEncoder().encode(`\uFEFF${table}`),
    latin(table),
    Uint8Array.from([0xff, 0xfe, ...Buffer.from(table, "utf16le")]),
    Uint8Array.from([0xfe, 0xff, ...Buffer.from(table, "utf16le").swap16()]),
  ];
  for (const [index, bytes] of variants.entries()) {
    write("table.csv", bytes);
    const { code, stderr } = await holdfast(
      "import",
      "csv",
      "table.csv",
      "--map",
      "map.yaml",
      "--out",
      `out${index}`,
    );
    assert.equal(code, 0, stderr);
    assert.deepEqual(readdirSync(path.join(folder, `out${index}/service`)), ["muller.yaml"]);
    assert.match(readFileSync(path.join(folder, `out${index}/service/muller.yaml`), "utf8"), /title: Müller/);
  }
  write("table.csv", Uint8Array.from([...new TextEncoder().encode("Name\nMüller\n"), ...latin("Größe\n")]));
  const mixed = await holdfast("import", "csv", "table.csv", "--map", "map.yaml", "--out", "mixed");
  assert.equal(mixed.code, 2);
  assert.match(mixed.stderr, /mixes encodings: UTF-8 elsewhere, but not at line 3, column 3/);
});

test("[B2.2] an owner confirms what was observed, and nobody else does", async () => {
  write("a.yaml", `services: { shop: { environment: { STOCK_HOST: stock } }, stock: {} }\n`);
  assert.equal((await holdfast("import", "compose", "a.yaml", "--out", "estate")).code, 0);
  const listed = (await holdfast("observed", "list", "estate")).stdout;
  assert.match(listed, /1 observed and not declared[^\n]*\n {2}component:shop → component:stock/);
  const confirm = (person: string) =>
    holdfast(
      "--as",
      person,
      "observed",
      "confirm",
      "estate",
      "component:shop",
      "component:stock",
      "--date",
      "2026-02-01",
    );
  assert.equal((await confirm("person:ana")).code, 4, "it has no owner yet");
  write("estate/component/shop.yaml", `${read("component/shop.yaml")}  owner: person:ana\n`);
  assert.equal((await confirm("person:eve")).code, 4);
  assert.doesNotMatch(read("component/shop.yaml"), /component:stock/);
  const confirmed = await confirm("person:ana");
  assert.equal(confirmed.code, 0, confirmed.stderr);
  assert.match(read("component/shop.yaml"), /confirmed by person:ana on 2026-02-01\.\n {4}- component:stock/);
  assert.equal((await confirm("person:ana")).code, 2, "it is declared already");
  const json = JSON.parse((await holdfast("observed", "list", "estate", "--json")).stdout) as {
    seen: unknown[];
  };
  assert.equal(json.seen.length, 1);
});
