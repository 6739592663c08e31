import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type Mutant, mutants } from "./mutants.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
/** A mutant that lives through this many schedules is not noticed. */
const schedulesMax = 6_000;

let copy = "";

before(async () => {
  copy = await mkdtemp(path.join(os.tmpdir(), "holdfast-mutants-"));
  for (const part of [
    "package.json",
    "src/core",
    "src/engine",
    "src/connectors/connector.ts",
    "test/simulation",
  ]) {
    await cp(path.join(root, part), path.join(copy, part), { recursive: true });
  }
  await symlink(path.join(root, "node_modules"), path.join(copy, "node_modules"));
});

after(() => rm(copy, { recursive: true, force: true }));

/** The exit code and output of a campaign on the copy. */
function campaign(): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const args = ["test/simulation/main.ts", "--count", String(schedulesMax)];
    execFile(process.execPath, args, { cwd: copy, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, output: `${stdout}${stderr}` });
    });
  });
}

async function mutated(mutant: Mutant): Promise<string> {
  const file = path.join(copy, mutant.file);
  const original = await readFile(file, "utf8");
  const parts = original.split(mutant.from);
  assert.equal(
    parts.length,
    2,
    `"${mutant.from}" stands ${parts.length - 1} times in ${mutant.file}, not once`,
  );
  try {
    await writeFile(file, parts.join(mutant.to));
    const { code, output } = await campaign();
    return code === 1 ? (output.trim().split("\n").at(-1) ?? "") : "";
  } finally {
    await writeFile(file, original);
  }
}

for (const mutant of mutants) {
  test(`the simulation notices when ${mutant.name}`, async (t) => {
    const verdict = await mutated(mutant);
    assert.match(verdict, /^seed \d+: /, "the mutant lived");
    t.diagnostic(verdict);
  });
}
