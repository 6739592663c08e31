import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { labFolder } from "./folder.ts";
import { withTestLab } from "./lab.test-kit.ts";

type Result = { readonly code: number; readonly stdout: string; readonly stderr: string };

function lab(...args: readonly string[]): Promise<Result> {
  return new Promise((resolve) => {
    const main = path.join(import.meta.dirname, "main.ts");
    execFile(process.execPath, [main, ...args], { timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

test("wrong usage says what is wrong on stderr and ends with 2", async () => {
  for (const args of [
    ["frob"],
    ["up", "--frob"],
    ["up", "--base-port", "99999"],
    ["up", "--rate", "many"],
    ["fail"],
  ]) {
    const { code, stdout, stderr } = await lab(...args);
    assert.equal(code, 2, args.join(" "));
    assert.equal(stdout, "");
    assert.notEqual(stderr, "");
    assert.doesNotMatch(stderr, /\n {4}at /, "a stack is for bugs");
  }
});

test("orders to a lab that is not there end with 1 and say how to start one", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-lab-"));
  try {
    for (const verb of ["status", "faults", "heal"]) {
      const { code, stderr } = await lab(verb, "--folder", folder);
      assert.equal(code, 1);
      assert.match(stderr, /holdfast lab up/);
    }
    assert.equal((await lab("down", "--folder", folder)).code, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("status and faults are read by people as lines and by programs as JSON", async () => {
  await withTestLab({}, async ({ folder }) => {
    const shown = await lab("status", "--folder", folder);
    assert.match(shown.stdout, /^database east +primary/m);
    assert.match(shown.stdout, /^witness +healthy/m);
    const status = JSON.parse((await lab("status", "--folder", folder, "--json")).stdout) as {
      sites: { west: { database: { status: string } } };
      folder: string;
    };
    assert.equal(status.sites.west.database.status, "standby");
    assert.equal(status.folder, labFolder(folder).root);
    const faults = JSON.parse((await lab("faults", "--folder", folder, "--json")).stdout) as {
      name: string;
    }[];
    assert.ok(faults.some(({ name }) => name === "east-dies"));
    assert.equal((await lab("fail", "east-app-dies", "--folder", folder)).code, 0);
    assert.match((await lab("heal", "--folder", folder)).stdout, /started app-east/);
  });
});
