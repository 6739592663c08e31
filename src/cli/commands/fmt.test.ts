import assert from "node:assert/strict";
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { UsageError } from "../exit-code.ts";
import { runFmt } from "./fmt.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-fmt-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const untidy = "kind: Team\napiVersion: holdfast/v1\nmetadata: {name: a} # why\n";
const tidy = "apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: a } # why\n";

async function fmt(paths: readonly string[], options = {}, input = "") {
  let stdout = "";
  let stderr = "";
  const code = await runFmt(paths, options, {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    stdin: (async function* () {
      yield input;
    })(),
  });
  return { code, stdout, stderr };
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

test("files are put into their form in place, keep their mode, and leave nothing beside them", async () => {
  const file = write("a.yaml", untidy);
  chmodSync(file, 0o640);
  write("b.yaml", tidy);
  const { code, stdout, stderr } = await fmt([folder]);
  assert.deepEqual([code, stdout, stderr], [0, `${file}\n`, "2 files: 1 changed, 0 not touched\n"]);
  assert.equal(readFileSync(file, "utf8"), tidy);
  assert.equal(statSync(file).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(folder).toSorted(), ["a.yaml", "b.yaml"]);
});

test("--check names what is not in its form, changes nothing and ends with 1", async () => {
  const file = write("a.yaml", untidy);
  const { code, stdout } = await fmt([folder], { check: true });
  assert.deepEqual([code, stdout, readFileSync(file, "utf8")], [1, `${file}\n`, untidy]);
  assert.equal((await fmt([write("b.yaml", tidy)], { check: true })).code, 0);
});

test("a file with errors is not touched, is named with the place, and the others are done all the same", async () => {
  const broken = write("a.yaml", "kind: Team\nspec: { a: 1\n");
  const file = write("b.yaml", untidy);
  const { code, stderr } = await fmt([folder]);
  assert.equal(code, 1);
  assert.match(stderr, /a\.yaml:\d+:\d+: it has errors \(syntax-error/);
  assert.equal(readFileSync(broken, "utf8"), "kind: Team\nspec: { a: 1\n");
  assert.equal(readFileSync(file, "utf8"), tidy);
});

test("a linked file is formatted where it lies, and stays linked", async () => {
  const file = write("real.txt", untidy);
  const link = path.join(folder, "a.yaml");
  symlinkSync(file, link);
  await fmt([link]);
  assert.ok(lstatSync(link).isSymbolicLink());
  assert.equal(readFileSync(file, "utf8"), tidy);
});

test("--stdout and the path - print the result and touch no file", async () => {
  const file = write("a.yaml", untidy);
  assert.equal((await fmt([file], { stdout: true })).stdout, tidy);
  assert.equal(readFileSync(file, "utf8"), untidy);
  assert.deepEqual(await fmt(["-"], {}, untidy), { code: 0, stdout: tidy, stderr: "" });
  write("b.yaml", tidy);
  await assert.rejects(fmt([folder], { stdout: true }), UsageError);
});

test("a folder that is not there is wrong usage", async () => {
  await assert.rejects(fmt([path.join(folder, "none")]), UsageError);
});
