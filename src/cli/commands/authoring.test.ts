import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { allConnectors } from "#connectors/all-connectors.ts";
import { connectorCatalogue } from "#connectors/catalogue.ts";
import { formatDocuments } from "#core/document/format/format-documents.ts";
import { addDays } from "#core/model/calendar.ts";
import { documentKinds } from "#core/model/ref.ts";
import { loadEstate } from "#estate/load-estate.ts";
import { todayUtc } from "../day-argument.ts";
import { UsageError } from "../exit-code.ts";
import { sampleDay, sampleEstate } from "../sample-estate.ts";
import { runInit } from "./init.ts";
import { runNew } from "./new-document.ts";
import { runSchema } from "./schema.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-authoring-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function streams() {
  const written = { stdout: "", stderr: "" };
  return {
    written,
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
  };
}

const catalogue = connectorCatalogue(allConnectors);

test("the estate that init writes uses every kind and has no finding on any day", async () => {
  for (const today of [todayUtc(), sampleDay, "2024-02-29", "2031-12-31"]) {
    const target = path.join(folder, today);
    runInit(target, { asOf: today }, streams());
    const { resolved, diagnostics } = await loadEstate(target, catalogue, { today });
    assert.deepEqual(
      diagnostics.map(({ code, message, place }) => `${place.file}:${place.span.line} ${code} ${message}`),
      [],
      today,
    );
    const kinds = new Set([...resolved.estate.documents.values()].map(({ kind }) => kind));
    assert.deepEqual([...kinds].toSorted(), documentKinds.toSorted());
  }
});

test("half a year after init, without anybody doing anything, the estate has findings", async () => {
  runInit(folder, {}, streams());
  const { diagnostics } = await loadEstate(folder, catalogue, { today: addDays(todayUtc(), 200) });
  assert.ok(diagnostics.length > 0);
});

test("the sample is in the form that fmt gives it", () => {
  for (const { name, text } of sampleEstate(sampleDay)) {
    assert.deepEqual(formatDocuments(name, text), { status: "formatted", text });
  }
});

test("init refuses a folder that holds something, and overwrites nothing even when it is told to go on", () => {
  writeFileSync(path.join(folder, "sites.yaml"), "mine");
  assert.throws(() => runInit(folder, {}, streams()), UsageError);
  assert.throws(() => runInit(folder, { force: true }, streams()), /there is already .*sites\.yaml/);
  assert.equal(readFileSync(path.join(folder, "sites.yaml"), "utf8"), "mine");
  assert.deepEqual(readdirSync(folder), ["sites.yaml"]);
});

test("init --dry-run names the files and writes none; a folder of dot files counts as empty", () => {
  writeFileSync(path.join(folder, ".gitignore"), "");
  const { written, ...out } = streams();
  runInit(folder, { dryRun: true }, out);
  assert.match(written.stdout, /plan\.yaml\n/);
  assert.deepEqual(readdirSync(folder), [".gitignore"]);
  runInit(folder, {}, streams());
  assert.ok(existsSync(path.join(folder, ".schemas", "document.json")));
});

test("new prints a document of a kind, in whatever case the kind is written, and says what to point elsewhere", () => {
  const { written, ...out } = streams();
  assert.equal(runNew("contract", "hall", {}, out), 0);
  assert.match(written.stdout, /^kind: Contract\nmetadata:\n {2}name: hall$/m);
  assert.match(written.stderr, /vendor:example/);
});

test("new does not overwrite a file, nor take what is no kind or no name", () => {
  const file = path.join(folder, "sub", "a.yaml");
  runNew("Team", "a", { out: file }, streams());
  assert.match(readFileSync(file, "utf8"), /name: a/);
  assert.throws(() => runNew("Team", "b", { out: file }, streams()), /is there already/);
  assert.throws(() => runNew("Servise", "a", {}, streams()), /did you mean Service\?/);
  assert.throws(() => runNew("Team", "A Team", {}, streams()), /cannot be a name/);
});

test("schema prints one kind, or writes all of them into a folder", () => {
  const { written, ...out } = streams();
  runSchema("service", {}, out.stdout);
  assert.equal((JSON.parse(written.stdout) as { title: string }).title, "Holdfast Service");
  runSchema(undefined, { all: true, out: folder }, streams().stdout);
  assert.equal(readdirSync(folder).length, documentKinds.length + 1);
  assert.throws(() => runSchema(undefined, {}, out.stdout), UsageError);
  assert.throws(() => runSchema(undefined, { all: true }, out.stdout), UsageError);
});
