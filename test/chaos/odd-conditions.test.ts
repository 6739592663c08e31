import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { Client } from "pg";
import { eventually } from "#store/test-database.ts";
import { type Controller, startController } from "./controller.ts";
import { type ChaosDatabase, type ChaosDatabaseOptions, startChaosDatabase } from "./database.ts";
import { type EffectsFile, openEffectsFile } from "./effects-file.ts";
import { judge } from "./judge.ts";
import type { NodeOptions } from "./node-options.ts";
import { type NodeProcess, startNodeProcess } from "./node-process.ts";
import { effectStep, planOf } from "./plans.ts";

type Scene = {
  readonly database: ChaosDatabase;
  readonly controller: Controller;
  readonly effects: EffectsFile;
  start(node: string, more?: Partial<NodeOptions>): NodeProcess;
  untilFinished(run: string): Promise<void>;
  /** Nothing lost, nothing repeated unsaid. */
  assertSound(run: string): Promise<readonly string[]>;
};

async function onScene(play: (scene: Scene) => Promise<void>, options: ChaosDatabaseOptions = {}) {
  const database = await startChaosDatabase(options);
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-effects-"));
  const effectsFile = path.join(folder, "effects.jsonl");
  const effects = openEffectsFile(effectsFile);
  const controller = await startController(database.url);
  const nodes: NodeProcess[] = [];
  try {
    await play({
      database,
      controller,
      effects,
      start(node, more = {}) {
        const started = startNodeProcess({ databaseUrl: database.url, node, effectsFile, ...more });
        nodes.push(started);
        return started;
      },
      untilFinished: (run) =>
        eventually(async () => (await controller.state(run)).status === "finished", `${run} is finished`, 90),
      async assertSound(run) {
        const log = await controller.log(run);
        const own = effects.read().filter(({ key }) => key.startsWith(`${run}:`));
        assert.deepEqual(judge(new Map([[run, log]]), own).faults, []);
        return log.map(({ type }) => type);
      },
    });
  } finally {
    for (const node of nodes) await node.kill();
    await controller.close();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

const twoSteps = planOf([
  effectStep("one", { policy: "observe" }),
  effectStep("two", { policy: "observe", after: ["one"], verify: true }),
]);

test("a second process of one node name is refused in words while the first lives, and welcome after", () =>
  onScene(async ({ start, controller, untilFinished }) => {
    const first = start("twin");
    assert.equal(await first.ready, true, first.errors());
    const second = start("twin");
    assert.equal(await second.ready, false);
    assert.equal((await second.ended).code, 2);
    assert.match(second.errors(), /Another Holdfast server already runs as node "twin"/);
    await first.kill();
    const third = start("twin");
    assert.equal(await third.ready, true, third.errors());
    await controller.start("r1", twoSteps);
    await untilFinished("r1");
  }));

for (const seconds of [3600, -3600]) {
  const way = seconds > 0 ? "forward" : "back";
  test(`a node whose clock jumps an hour ${way} neither loses a step nor waits for the hour to pass`, () =>
    onScene(async ({ start, controller, untilFinished, assertSound }) => {
      const node = start("jumper", { clockJump: { seconds, afterSeconds: 0 } });
      assert.equal(await node.ready, true, node.errors());
      const [one, two] = twoSteps.steps;
      assert.ok(one && two);
      const pause = effectStep("pause", { policy: "observe", after: ["one"] });
      const plan = planOf([
        one,
        { ...pause, work: { type: "wait", seconds: 1 }, undo: null },
        { ...two, after: ["pause"] },
      ]);
      await controller.start("r1", plan);
      await untilFinished("r1");
      await assertSound("r1");
    }));
}

test("[A7.4] a node whose event loop stands still for longer than the heartbeat loses its job; its late result is recorded", () =>
  onScene(async ({ start, controller, untilFinished, assertSound, effects }) => {
    const blocked = start("blocked");
    assert.equal(await blocked.ready, true, blocked.errors());
    const step = effectStep("long", { policy: "observe", with: { blockMilliseconds: 16_000 } });
    await controller.start("r1", planOf([step]));
    await eventually(() => effects.read().length === 1, "the act has begun", 60);
    const other = start("other");
    assert.equal(await other.ready, true, other.errors());
    await untilFinished("r1");
    const isLate = async () => (await controller.log("r1")).some(({ type }) => type === "LateResultObserved");
    await eventually(isLate, "the late result is in the log", 60);
    const types = await assertSound("r1");
    assert.ok(types.includes("StepExecutorLost"));
    assert.equal(effects.read().length, 1);
  }));

test("a database without a free connection stops nothing for good", () =>
  onScene(
    async ({ database, start, controller, untilFinished, assertSound }) => {
      const node = start("starved");
      assert.equal(await node.ready, true, node.errors());
      const held: Client[] = [];
      for (;;) {
        const client = new Client({ connectionString: database.url });
        client.on("error", () => {});
        try {
          await client.connect();
        } catch (error) {
          assert.match(String(error), /too many clients|remaining connection slots/);
          break;
        }
        held.push(client);
      }
      assert.ok(held.length > 3, "connections were free to take");
      await controller.start("r1", twoSteps);
      const hasBegun = async () => (await controller.log("r1")).length > 0;
      await eventually(hasBegun, "the run is stored");
      await Promise.all(held.map((client) => client.end()));
      await untilFinished("r1");
      await assertSound("r1");
    },
    { settings: { max_connections: "24" } },
  ));

/** A small file system of our own; null with the reason where there is none to be had. */
function smallDisk(megabytes: number): { readonly folder: string; remove(): void } | string {
  if (process.getuid?.() !== 0) return "a small file system needs root";
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder], {
      stdio: "pipe",
    });
  } catch (error) {
    rmSync(folder, { recursive: true });
    return `no file system can be mounted here: ${String(error).split("\n")[0]}`;
  }
  chmodSync(folder, 0o755);
  return {
    folder,
    remove() {
      execFileSync("umount", ["-l", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

test("[A7.4] a full disk under the database holds runs up and loses nothing of them", async (t) => {
  const disk = smallDisk(300);
  if (typeof disk === "string") return t.skip(disk);
  const data = path.join(disk.folder, "data");
  execFileSync("mkdir", ["-m", "755", data]);
  try {
    await onScene(
      async ({ database, start, controller, untilFinished, assertSound }) => {
        const node = start("full");
        assert.equal(await node.ready, true, node.errors());
        const steps = Array.from({ length: 30 }, (_, index) =>
          effectStep(`s${index}`, {
            policy: "observe",
            after: index === 0 ? [] : [`s${index - 1}`],
            with: { beforeMilliseconds: 300 },
          }),
        );
        await controller.start("r1", planOf(steps));
        await createFiller(database.url);
        const ballast = path.join(disk.folder, "ballast");
        fillUp(ballast);
        // Large decisions need new pages and new WAL: sooner or later PostgreSQL says that there is no room, or dies of it.
        await fillUntilRefused(database.url);
        assert.notEqual((await controller.state("r1")).status, "finished", "the disk was full too late");
        rmSync(ballast);
        await restartIfDead(database);
        await untilFinished("r1");
        await assertSound("r1");
      },
      { folder: data },
    );
  } finally {
    disk.remove();
  }
});

/** Writes until there is not a byte left. */
function fillUp(file: string): void {
  const handle = openSync(file, "w");
  try {
    for (;;) writeSync(handle, Buffer.alloc(64 * 1024));
  } catch (error) {
    assert.equal((error as { readonly code?: unknown }).code, "ENOSPC");
  } finally {
    closeSync(handle);
  }
}

async function createFiller(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("create table filler (text text)");
  await client.end();
}

async function fillUntilRefused(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  for (;;) {
    try {
      await client.query(
        "insert into filler select repeat(md5(n::text), 200) from generate_series(1, 1000) n",
      );
    } catch (error) {
      // PostgreSQL says it, or it dies of it and the connection with it.
      assert.match(String(error), /No space left on device|terminat/);
      break;
    }
  }
  await client.query("drop table filler").catch(() => {});
  await client.end().catch(() => {});
}

/** A full disk can end PostgreSQL (PANIC when the WAL has no room); whoever runs it starts it again. */
async function restartIfDead(database: ChaosDatabase): Promise<void> {
  const settled = await Promise.race([
    database.untilDead().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1000)),
  ]);
  if (settled) await database.start();
}
