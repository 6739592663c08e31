import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { StoreStartError } from "../start-error.ts";
import { testFolder } from "../test-database.ts";
import { binariesIn, findPostgresBinaries } from "./binaries.ts";
import { hasLibraryLinks } from "./library-links.ts";
import { cannotBeNobody } from "./nobody.test-kit.ts";
import { readableBinaries } from "./readable-binaries.ts";
import { barrierFor, unprivilegedUser } from "./run-as.ts";
import { runToEnd } from "./spawn.ts";

const installed = findPostgresBinaries();

/** The installed programs again, as npm leaves them when install scripts are off: without their links. */
function freshInstall(folder: string) {
  const native = path.join(folder, "install", "native");
  cpSync(installed.nativeFolder, native, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !lstatSync(file).isSymbolicLink(),
  });
  return binariesIn(native, installed.version);
}

test("the library links that npm leaves out are made where the programs are, and the programs run", async () => {
  const { folder, remove } = testFolder();
  const fresh = freshInstall(folder);
  assert.equal(hasLibraryLinks(fresh.nativeFolder), false);
  const ready = readableBinaries(folder, null, fresh);
  assert.equal(ready.postgres, fresh.postgres);
  assert.equal(hasLibraryLinks(fresh.nativeFolder), true);
  const { output } = await runToEnd({ binaries: ready, runAs: null }, ready.initdb, ["--version"], folder);
  assert.match(output, /PostgreSQL\) 18/);
  remove();
});

test("programs that the database's user cannot reach are copied to where it can, once, and run there", async (context) => {
  const runAs = unprivilegedUser();
  if (runAs === null) return context.skip("only root runs PostgreSQL as another user");
  const { folder, remove } = testFolder();
  const fresh = freshInstall(folder);
  chmodSync(path.join(folder, "install"), 0o700);
  assert.equal(barrierFor(runAs, fresh.postgres), path.join(folder, "install"));
  const shared = path.join(folder, "shared");
  const ready = readableBinaries(folder, runAs, fresh, shared);
  assert.equal(ready.nativeFolder, path.join(shared, `native-${installed.version}`));
  const { output } = await runToEnd({ binaries: ready, runAs }, ready.postgres, ["--version"], "/");
  assert.match(output, /PostgreSQL\) 18/);
  // The second time the copy is there, whole.
  const copiedAt = statSync(ready.nativeFolder).ctimeMs;
  assert.equal(readableBinaries(folder, runAs, fresh, shared).postgres, ready.postgres);
  assert.equal(statSync(ready.nativeFolder).ctimeMs, copiedAt);
  remove();
});

test("an ordinary user whose installation belongs to root gets a copy in the data folder", {
  skip: cannotBeNobody(),
}, () => {
  const { folder, remove } = testFolder();
  const fresh = freshInstall(folder);
  const data = path.join(folder, "data");
  // The permission is judged by the kernel for whoever asks, so the asking is done by another process.
  const program = `
    const { readableBinaries } = await import(${JSON.stringify(new URL("./readable-binaries.ts", import.meta.url).href)});
    console.log(readableBinaries(${JSON.stringify(data)}, null, ${JSON.stringify(fresh)}).nativeFolder);`;
  mkdirSync(data);
  chownSync(data, 65_534, 65_534);
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    uid: 65_534,
    gid: 65_534,
    encoding: "utf8",
  });
  assert.equal(output.trim(), path.join(data, `native-${installed.version}`));
  remove();
});

test("a missing program is named, with what to do", () => {
  assert.throws(
    () => binariesIn("/nonexistent", "18"),
    (error) =>
      error instanceof StoreStartError &&
      /\/nonexistent\/bin\/initdb is missing\. Run "npm install"/.test(error.message),
  );
});
