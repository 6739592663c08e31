import assert from "node:assert/strict";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { eventually } from "#store/test-database.ts";
import { startController } from "./controller.ts";
import { startChaosDatabase } from "./database.ts";
import { openEffectsFile } from "./effects-file.ts";
import { judge } from "./judge.ts";
import { type KillPoint, killPoints } from "./node-options.ts";
import { startNodeProcess } from "./node-process.ts";
import { effectStep, planOf } from "./plans.ts";

const run = "r1";
const steps = [
  effectStep("observe", { policy: "observe", verify: true }),
  effectStep("idempotent", { policy: "idempotent", after: ["observe"], verify: true }),
  effectStep("ask", { policy: "ask", after: ["idempotent"], verify: true }),
];

/** PostgreSQL dies at the same point of a step of each policy, and comes back after half a second each time. */
async function loseDatabase(t: TestContext, point: KillPoint): Promise<void> {
  const database = await startChaosDatabase();
  const effectsFile = path.join(database.folder, "effects.jsonl");
  const effects = openEffectsFile(effectsFile);
  const controller = await startController(database.url);
  const node = startNodeProcess({
    databaseUrl: database.url,
    node: "node-1",
    effectsFile,
    dieAt: { point, pidFile: database.pidFile },
  });
  try {
    assert.equal(await node.ready, true, node.errors());
    await controller.start(run, planOf(steps));
    for (const { id } of steps) {
      await database.untilDead();
      t.diagnostic(`dead at ${id}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await database.start();
    }
    await eventually(async () => (await controller.state(run)).status === "finished", "it is finished", 60);
    const log = await controller.log(run);
    assert.deepEqual(judge(new Map([[run, log]]), effects.read()).faults, []);
    // The node kept what it knew: nobody was lost, nobody is asked, nothing is done twice.
    assert.deepEqual(
      effects.read().map(({ step }) => step),
      ["observe", "idempotent", "ask"],
    );
    assert.equal(log.filter(({ type }) => type === "StepExecutorLost").length, 0);
  } finally {
    await node.kill();
    await controller.close();
    await database.remove();
  }
}

for (const point of killPoints) {
  test(`PostgreSQL killed at ${point}: the node waits, goes on, and does nothing twice`, (t) =>
    loseDatabase(t, point));
}
