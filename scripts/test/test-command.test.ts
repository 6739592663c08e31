import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { chooseWork } from "./choose-work.ts";
import { findLeftovers } from "./leftovers.ts";
import { parseTestOptions } from "./options.ts";
import { runFiles } from "./run-files.ts";
import { type Stage, stageOf, stages, type TestStage } from "./stages.ts";
import { tallyLine } from "./tally.ts";
import { testFiles } from "./test-files.ts";

const names = stages.map(({ name }) => name);
const options = (...args: readonly string[]) => parseTestOptions(args, names);

test("every test file belongs to exactly one stage that exists", () => {
  for (const file of testFiles()) assert.ok(names.includes(stageOf(file)), file);
  assert.equal(stageOf("src/somewhere/new.test.ts"), "unit");
  assert.equal(stageOf("test/chaos/new.test.ts"), "chaos");
  const all = chooseWork(stages, testFiles(), options()).flatMap(({ files }) => files);
  assert.deepEqual(all.toSorted(), testFiles().toSorted());
});

test("a filter chooses files, a stage by its name runs with or without one", () => {
  const chosen = (...args: readonly string[]) =>
    chooseWork(stages, ["src/store/a.test.ts", "lab/b.test.ts"], options(...args)).map(
      ({ stage }) => stage.name,
    );
  assert.deepEqual(chosen("store"), ["integration"]);
  assert.deepEqual(chosen("--stage", "types", "store"), ["types"]);
  assert.ok(chosen("--quick").includes("types") && !chosen("--quick").includes("integration"));
  assert.throws(() => options("--stage", "typos"), /no stage is called "typos"; there are types,/);
});

test("the last line has the form that other programs read", () => {
  assert.equal(tallyLine({ passed: 3, failed: 0, skipped: 1 }), "3 passed, 0 failed, 1 skipped");
});

/** Runs a test file with that text through the stage runner, in a process of its own. */
async function resultOf(text: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-runner-"));
  const file = path.join(folder, "sample.test.mjs");
  writeFileSync(
    file,
    `import assert from "node:assert/strict";\nimport { describe, test } from "node:test";\n${text}`,
  );
  // Inside a test the runner would take the file for a part of this run, and report nothing.
  const context = process.env["NODE_TEST_CONTEXT"];
  delete process.env["NODE_TEST_CONTEXT"];
  try {
    const unit = stages.find((stage): stage is Stage & TestStage => stage.name === "unit");
    return await runFiles(unit ?? assert.fail(), [file]);
  } finally {
    if (context !== undefined) process.env["NODE_TEST_CONTEXT"] = context;
    rmSync(folder, { recursive: true });
  }
}

test("failures are counted once and shown with what the file printed, skips with their reason", async () => {
  const { tally, trouble, skips } = await resultOf(`
    test("passes", () => {});
    test("fails", () => { console.log("printed"); assert.equal(1, 2); });
    describe("suite", () => { test("inner", () => assert.fail("broke")); });
    test("skips", { skip: "for a reason" }, () => {});`);
  assert.deepEqual(tally, { passed: 1, failed: 2, skipped: 1 });
  for (const text of ["1 !== 2", "broke", "printed"]) assert.ok(trouble.join("\n").includes(text), text);
  assert.match(skips.join("\n"), /skips: for a reason$/);
});

test("a file that ends badly fails though all of its tests pass, and so does one without tests", async () => {
  const dead = await resultOf(`test("passes", () => {}); setTimeout(() => process.exit(3), 50);`);
  assert.equal(dead.tally.failed, 1);
  const broken = await resultOf(`throw new Error("cannot be loaded");`);
  assert.equal(broken.tally.failed, 1);
  assert.match(broken.trouble.join("\n"), /cannot be loaded/);
});

test("a process of the run is found by its environment and by its folder, until it has ended", {
  skip: process.platform !== "linux" && "processes are looked up in /proc",
}, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-leftover-"));
  const variable = `HOLDFAST_LEFTOVER_SAMPLE=${path.basename(folder)}`;
  const [name = "", value = ""] = variable.split("=");
  const child = spawn("sleep", ["60"], { env: { [name]: value } });
  const other = spawn("sleep", ["60"], { env: {}, cwd: "/" });
  try {
    await Promise.all([once(child, "spawn"), once(other, "spawn")]);
    const found = findLeftovers({ variable, folder }).map(({ pid }) => pid);
    assert.deepEqual(found, [child.pid]);
  } finally {
    for (const each of [child, other]) {
      each.kill("SIGKILL");
      await once(each, "exit");
    }
    rmSync(folder, { recursive: true });
  }
  assert.deepEqual(findLeftovers({ variable, folder }), []);
});
