import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileBytesMax } from "#core/document/source-file.ts";
import { FolderError, loadFolder } from "./load-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-load-folder-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array = "a: 1\n"): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

async function loaded(): Promise<readonly string[]> {
  const sources = await loadFolder(folder);
  return sources.map(({ type, file }) => `${type} ${path.relative(folder, file)}`);
}

test("documents are found in every folder, in the order of their names, and nothing else is", async () => {
  for (const name of ["b.yaml", "a.yml", "c.YAML", "sub/z.yaml", "sub/deep/a.yaml"]) write(name);
  for (const name of ["readme.md", "x.yaml.bak", ".git/a.yaml", ".a.yaml", "node_modules/p/a.yaml"])
    write(name);
  assert.deepEqual(await loaded(), [
    "text a.yml",
    "text b.yaml",
    "text c.YAML",
    "text sub/deep/a.yaml",
    "text sub/z.yaml",
  ]);
});

test("a loop of links ends, and a linked folder is read once", async () => {
  write("sub/a.yaml");
  symlinkSync("..", path.join(folder, "sub/up"));
  symlinkSync("sub", path.join(folder, "again"));
  assert.deepEqual(await loaded(), ["text again/a.yaml"]);
});

test("a link to nothing and a link to itself are reported, not passed over", async () => {
  symlinkSync("nothing.yaml", path.join(folder, "a.yaml"));
  symlinkSync("b.yaml", path.join(folder, "b.yaml"));
  assert.deepEqual(
    (await loadFolder(folder)).map((source) => (source.type === "unreadable" ? source.reason : source.type)),
    ["there is no such file or folder", "its links form a loop"],
  );
});

test("what is no text is told apart: binary, another encoding, too large", async () => {
  write("a.yaml", Uint8Array.of(0, 1, 2, 255));
  write("b.yaml", Uint8Array.of(0x6e, 0x61, 0xef, 0x76, 0x65));
  write("c.yaml", "x".repeat(fileBytesMax + 1));
  write("d.yaml", "x".repeat(fileBytesMax));
  write("e.yaml", Uint8Array.of(0xef, 0xbb, 0xbf, 0x61));
  assert.deepEqual(await loaded(), [
    "binary a.yaml",
    "binary b.yaml",
    "oversized c.yaml",
    "text d.yaml",
    "text e.yaml",
  ]);
});

test("a link that leads out of the folder is reported and not followed", async () => {
  write("in/a.yaml");
  symlinkSync(tmpdir(), path.join(folder, "in/out"));
  symlinkSync("/etc/passwd", path.join(folder, "in/b.yaml"));
  symlinkSync("a.yaml", path.join(folder, "in/c.yaml"));
  const sources = await loadFolder(path.join(folder, "in"));
  assert.deepEqual(
    sources.map((source) => [path.basename(source.file), source.type]),
    [
      ["a.yaml", "text"],
      ["b.yaml", "unreadable"],
      ["c.yaml", "text"],
      ["out", "unreadable"],
    ],
  );
});

test("a pipe, a socket and a device named like documents are reported, not waited for", async () => {
  assert.equal(spawnSync("mkfifo", [path.join(folder, "a.yaml")]).status, 0);
  const server = createServer().listen(path.join(folder, "b.yaml"));
  await once(server, "listening");
  assert.deepEqual(await loaded(), ["unreadable a.yaml", "unreadable b.yaml"]);
  server.close();
  await assert.rejects(loadFolder("/dev/null"), /neither a folder nor a file/);
});

test("a folder named like a document is walked", async () => {
  write("odd.yaml/a.yaml");
  assert.deepEqual(await loaded(), ["text odd.yaml/a.yaml"]);
});

test("one file may be named in place of a folder", async () => {
  write("a.txt");
  const sources = await loadFolder(path.join(folder, "a.txt"));
  assert.deepEqual(
    sources.map(({ type }) => type),
    ["text"],
  );
});

test("a folder that is not there is an error of the caller", async () => {
  await assert.rejects(loadFolder(path.join(folder, "none")), FolderError);
});

test("what may not be read is reported", async (context) => {
  if (process.getuid?.() === 0) return context.skip("root may read everything");
  write("a.yaml");
  write("sub/b.yaml");
  chmodSync(path.join(folder, "a.yaml"), 0);
  chmodSync(path.join(folder, "sub"), 0);
  assert.deepEqual(await loaded(), ["unreadable a.yaml", "unreadable sub"]);
  chmodSync(path.join(folder, "sub"), 0o700);
});
