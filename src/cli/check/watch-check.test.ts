import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import type { CheckOptions } from "./check-options.ts";
import { watchCheck } from "./watch-check.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-watch-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const service = (name: string, owner: string) =>
  `apiVersion: holdfast/v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { owner: "${owner}" }\n`;

/** Watches the folder; `told` gives what was written since it was asked last, once it matches. */
function watching() {
  let [stdout, stderr, taken] = ["", "", 0];
  const ended = new AbortController();
  const options: CheckOptions = {
    format: "text",
    catalogue: {},
    today: "2026-06-30",
    failOn: "error",
    severity: "error",
    only: [],
    showSuppressed: false,
    baseline: null,
    writeBaseline: false,
    timings: false,
    version: "1.2.3",
    color: false,
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  };
  const done = watchCheck([folder], options, ended.signal);
  const told = async (pattern: RegExp): Promise<string> => {
    const deadline = Date.now() + 30_000;
    while (!pattern.test(stdout.slice(taken))) {
      assert.ok(Date.now() < deadline, `no ${pattern} in: ${stdout.slice(taken)} ${stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const found = stdout.slice(taken);
    taken = stdout.length;
    return found;
  };
  const stop = async () => {
    ended.abort();
    return done;
  };
  return { told, stop, messages: () => stderr };
}

test("after each change of a file, what is new and what is fixed is told, and the sum", async () => {
  writeFileSync(path.join(folder, "a.yaml"), service("one", "team:none"));
  writeFileSync(path.join(folder, "b.yaml"), service("two", "team:none"));
  const { told, stop } = watching();
  assert.match(await told(/documents in 2 files.*\n/), /one|two/);
  writeFileSync(path.join(folder, "b.yaml"), service("two", "team:nobody"));
  const changed = await told(/ ms\)\n/);
  assert.match(changed, /error\[dangling-reference\]: there is no `team:nobody`/);
  assert.match(changed, /fixed\[dangling-reference\]: .*b\.yaml:4: there is no `team:none`/);
  assert.match(changed, /2 documents in 2 files: 2 errors \(\d+ ms\)/);
  assert.doesNotMatch(changed, /a\.yaml/, "what has not changed is not told again");
  assert.equal(await stop(), 0);
});

test("files in folders that come later are seen, and files that go", async () => {
  writeFileSync(path.join(folder, "a.yaml"), service("one", "team:none"));
  const { told, stop } = watching();
  await told(/1 document in 1 file: 1 error/);
  mkdirSync(path.join(folder, "new"));
  writeFileSync(path.join(folder, "new/b.yaml"), service("two", "team:none"));
  await told(/2 documents in 2 files: 2 errors/);
  rmSync(path.join(folder, "a.yaml"));
  assert.match(await told(/1 document in 1 file: 1 error/), /fixed\[dangling-reference\].*a\.yaml/);
  await stop();
});

test("a folder that is away for a moment does not end the watching", async () => {
  writeFileSync(path.join(folder, "a.yaml"), service("one", "team:none"));
  const { told, stop, messages } = watching();
  await told(/1 document in 1 file: 1 error/);
  rmSync(folder, { recursive: true });
  const deadline = Date.now() + 30_000;
  while (!messages().includes("there is no such file or folder") && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
  mkdirSync(folder);
  writeFileSync(path.join(folder, "a.yaml"), service("one", "team:other"));
  assert.match(await told(/1 document in 1 file: 1 error/), /team:other/);
  await stop();
});
