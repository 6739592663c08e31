import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { StoreStartError } from "../start-error.ts";
import { testFolder } from "../test-database.ts";
import { lockFolder } from "./folder-lock.ts";

/** A process that waits for an instant, takes the lock, says whether it has it, and keeps it until it is killed. */
function contender(folder: string, startAt: number) {
  const program = `
    const { lockFolder } = await import(${JSON.stringify(new URL("./folder-lock.ts", import.meta.url).href)});
    while (Date.now() < ${startAt});
    try { lockFolder(${JSON.stringify(folder)}); console.log("won"); } catch (error) { console.log(error.message); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGKILL");
    });
  return { said, kill };
}

test("of several servers that start in the same instant exactly one gets the folder, also over a dead one's lock", async () => {
  const { folder, remove } = testFolder();
  for (let round = 0; round < 3; round += 1) {
    const contenders = Array.from({ length: 6 }, () => contender(folder, Date.now() + 1500));
    const answers = await Promise.all(contenders.map(({ said }) => said));
    assert.equal(answers.filter((answer) => answer === "won").length, 1, answers.join("\n"));
    assert.equal(answers.filter((answer) => answer.includes("in use by another Holdfast server")).length, 5);
    await Promise.all(contenders.map(({ kill }) => kill()));
  }
  remove();
});

test("a lock is given back by its release, and a pid that now belongs to another process is no holder", () => {
  const { folder, remove } = testFolder();
  const first = lockFolder(folder);
  assert.throws(() => lockFolder(folder), StoreStartError);
  first.release();
  lockFolder(folder).release();
  writeFileSync(
    path.join(folder, "server.lock.99"),
    JSON.stringify({ pid: process.pid, start: "another", released: false }),
  );
  lockFolder(folder).release();
  assert.deepEqual(readdirSync(folder), ["server.lock.100"]);
  remove();
});
