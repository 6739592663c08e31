import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { estateReader } from "./estate-reader.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-estate-reader-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, team: string): void {
  writeFileSync(
    path.join(folder, name),
    `apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: ${team} }\n`,
  );
}

const names = (files: readonly string[]) => files.map((file) => path.basename(file)).sort();

test("of files that have not changed, the second reading has the very documents of the first", async () => {
  write("a.yaml", "one");
  write("b.yaml", "two");
  const reader = estateReader([folder]);
  const first = await reader.read();
  assert.deepEqual(names(first.changed), ["a.yaml", "b.yaml"]);
  write("b.yaml", "three");
  const second = await reader.read();
  assert.deepEqual(names(second.changed), ["b.yaml"]);
  assert.equal(
    second.resolved.estate.documents.get("team:one"),
    first.resolved.estate.documents.get("team:one"),
  );
  assert.deepEqual([...second.resolved.estate.documents.keys()], ["team:one", "team:three"]);
});

test("files that come and go change the estate", async () => {
  write("a.yaml", "one");
  const reader = estateReader([folder]);
  await reader.read();
  write("0.yaml", "zero");
  rmSync(path.join(folder, "a.yaml"));
  const { resolved, changed } = await reader.read();
  assert.deepEqual(names(changed), ["0.yaml", "a.yaml"]);
  assert.deepEqual([...resolved.estate.documents.keys()], ["team:zero"]);
  assert.deepEqual((await reader.read()).changed, []);
});

test("a file that is named twice is read once", async () => {
  write("a.yaml", "one");
  const { resolved } = await estateReader([folder, path.join(folder, "a.yaml")]).read();
  assert.deepEqual(resolved.problems, []);
});
