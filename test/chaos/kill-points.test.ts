import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { RedeliveryPolicy } from "#core/model/step.ts";
import type { PersonCommand } from "#core/run/commands.ts";
import { eventually } from "#store/test-database.ts";
import { type Controller, startController } from "./controller.ts";
import { type ChaosDatabase, startChaosDatabase } from "./database.ts";
import { openEffectsFile } from "./effects-file.ts";
import { judge } from "./judge.ts";
import { type KillPoint, killPoints } from "./node-options.ts";
import { startNodeProcess } from "./node-process.ts";
import { effectStep, planOf } from "./plans.ts";

const policies: readonly RedeliveryPolicy[] = ["observe", "idempotent", "ask"];
const run = "r1";

/** Points at which the claim is in the log and the act's end is not: only here nobody can know. */
const isInDoubt: ReadonlySet<KillPoint> = new Set([
  "after-claim",
  "before-act",
  "after-act",
  "before-record",
]);
const hasActed: ReadonlySet<KillPoint> = new Set(["after-act", "before-record"]);

let database: ChaosDatabase;
before(async () => {
  database = await startChaosDatabase();
});
after(() => database.remove());

/** What a person answers who has looked into the file; null where nobody is asked. */
function answer(point: KillPoint, policy: RedeliveryPolicy): PersonCommand | null {
  if (policy !== "ask" || !isInDoubt.has(point)) return null;
  return hasActed.has(point)
    ? { type: "MarkDoneByHand", step: "only", note: "the line is there", output: null, evidence: [] }
    : { type: "RetryStep", step: "only", reason: "no line", changedInput: null };
}

async function untilFinished(controller: Controller, command: PersonCommand | null): Promise<void> {
  if (command) {
    const isAsked = async () => (await controller.state(run)).steps.get("only")?.status === "unknown";
    await eventually(isAsked, "a person is asked", 60);
    assert.equal((await controller.give(run, command)).status, "accepted");
  }
  await eventually(
    async () => (await controller.state(run)).status === "finished",
    "the run is finished",
    60,
  );
}

async function dieAndBeRescued(point: KillPoint, policy: RedeliveryPolicy): Promise<void> {
  const name = `${policy}_${point.replace("-", "_")}`;
  const databaseUrl = await database.newDatabase(name);
  const effectsFile = path.join(database.folder, `${name}.jsonl`);
  const effects = openEffectsFile(effectsFile);
  const controller = await startController(databaseUrl);
  const victim = startNodeProcess({
    databaseUrl,
    node: "victim",
    effectsFile,
    dieAt: { point, pidFile: null },
  });
  assert.equal(await victim.ready, true, victim.errors());
  await controller.start(run, planOf([effectStep("only", { policy, verify: true })]));
  assert.equal((await victim.ended).signal, "SIGKILL");

  const rescuer = startNodeProcess({ databaseUrl, node: "rescuer", effectsFile });
  try {
    await untilFinished(controller, answer(point, policy));
    const log = await controller.log(run);
    assert.deepEqual(judge(new Map([[run, log]]), effects.read()).faults, []);
    const isRepeated = policy === "idempotent" && hasActed.has(point);
    assert.equal(effects.read().length, isRepeated ? 2 : 1);
    const types = log.map(({ type }) => type);
    assert.equal(types.includes("StepExecutorLost"), point !== "before-claim" && point !== "after-settle");
    const repeats = log.filter(({ type, data }) => type === "StepClaimed" && data["repeats"] === true);
    // Where an act may be done twice the claim says so, also where it turns out that it was not.
    assert.equal(repeats.length, policy === "observe" ? 0 : Number(repeatsOnRecord(point, policy)));
  } finally {
    await rescuer.kill();
    await controller.close();
  }
}

function repeatsOnRecord(point: KillPoint, policy: RedeliveryPolicy): boolean {
  if (policy === "idempotent") return isInDoubt.has(point);
  return isInDoubt.has(point) && !hasActed.has(point);
}

describe("a node killed at a numbered point of a step", { concurrency: 4 }, () => {
  for (const policy of policies) {
    for (const point of killPoints) {
      test(`[A7.4] ${point}, ${policy}: another node finishes, nothing is lost, a repeat is on record`, () =>
        dieAndBeRescued(point, policy));
    }
  }
});
