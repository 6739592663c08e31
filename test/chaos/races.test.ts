import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import type { PersonCommand } from "#core/run/commands.ts";
import { systemClock } from "#engine/clock.ts";
import { type Engine, startEngine } from "#engine/engine.ts";
import { openStore, type Store } from "#store/open.ts";
import { eventually } from "#store/test-database.ts";
import { createRandom, type Random } from "#test/simulation/random.ts";
import { type Controller, startController } from "./controller.ts";
import { type ChaosDatabase, startChaosDatabase } from "./database.ts";
import { nextDuty } from "./editor.ts";
import { createEffectsConnector } from "./effects-connector.ts";
import { type EffectsFile, openEffectsFile } from "./effects-file.ts";
import { judge } from "./judge.ts";
import { effectStep, planOf } from "./plans.ts";

/** Runs raced at once; each meets the engine at another moment of its step. */
const tries = 20;

let database: ChaosDatabase;
let controller: Controller;
let store: Store;
let engine: Engine;
let effects: EffectsFile;
before(async () => {
  database = await startChaosDatabase();
  effects = openEffectsFile(path.join(database.folder, "effects.jsonl"));
  controller = await startController(database.url);
  store = await openStore({ databaseUrl: database.url, node: "racer" });
  engine = startEngine({
    events: store.events,
    queue: store.queue,
    connectors: new Map([["effects", createEffectsConnector(effects, "racer")]]),
    readSecret: async () => "",
    clock: systemClock,
    node: "racer",
    onError: (error) => {
      throw error;
    },
  });
});
after(async () => {
  await engine.stop();
  await store.close();
  await controller.close();
  await database.remove();
});

async function finish(run: string, random: Random): Promise<void> {
  await eventually(
    async () => {
      const state = await controller.state(run);
      if (state.status === "finished") return true;
      const command = nextDuty(state, random);
      if (command) await controller.give(run, command);
      return false;
    },
    `run ${run} is finished`,
    60,
  );
}

/**
 * Starts runs of two steps and gives a command to each at another moment; returns, for each, whether it was accepted
 * and what the log says in the end.
 */
async function race(name: string, command: () => PersonCommand) {
  const random = createRandom(11);
  const results = Array.from({ length: tries }, async (_, index) => {
    const run = `${name}-${index}`;
    const first = effectStep("first", { policy: "observe", verify: true, with: { beforeMilliseconds: 80 } });
    const second = effectStep("second", { policy: "observe", after: ["first"] });
    await controller.start(run, planOf([first, second]));
    await systemClock.sleep(index * 0.02);
    const result = await controller.give(run, command());
    await finish(run, random);
    const log = await controller.log(run);
    const own = effects.read().filter(({ key }) => key.startsWith(`${run}:`));
    assert.deepEqual(judge(new Map([[run, log]]), own).faults, []);
    const types = log.map(({ type, data }) => `${type} ${String(data["step"] ?? "")}`.trim());
    return { isAccepted: result.status === "accepted", types, effects: own.map(({ step }) => step), log };
  });
  return Promise.all(results);
}

test("[A7.4] a step is skipped or claimed, never both, whichever comes first", async (t) => {
  const results = await race("skip", () => ({ type: "SkipStep", step: "second", reason: "race" }));
  for (const { isAccepted, types, effects: done } of results) {
    assert.equal(types.includes("StepSkipped second"), isAccepted);
    assert.equal(types.includes("StepClaimed second"), !isAccepted);
    assert.deepEqual(done, isAccepted ? ["first"] : ["first", "second"]);
  }
  t.diagnostic(`${results.filter(({ isAccepted }) => isAccepted).length} of ${tries} were skipped`);
});

test("[A7.4] a step is inserted before one that has not begun, or refused, and runs in its place", async (t) => {
  const definition = effectStep("between", { policy: "observe", after: ["first"] });
  const insert = { type: "InsertStep", definition, before: ["second"], reason: "race" } as const;
  const results = await race("insert", () => insert);
  for (const { isAccepted, types, effects: done } of results) {
    const isBefore = types.indexOf("StepSucceeded between") < types.indexOf("StepClaimed second");
    assert.deepEqual(done, isAccepted ? ["first", "between", "second"] : ["first", "second"]);
    if (isAccepted) assert.ok(isBefore, types.join("\n"));
  }
  t.diagnostic(`${results.filter(({ isAccepted }) => isAccepted).length} of ${tries} were inserted`);
});

test("[A7.4] an abort lets what runs come to its end and starts nothing after it", async (t) => {
  const results = await race("abort", () => ({ type: "AbortRun", reason: "race" }));
  for (const { isAccepted, types, log } of results) {
    const abortedAt = types.indexOf("RunAborted");
    assert.equal(abortedAt >= 0, isAccepted);
    assert.equal(types.filter((type) => type === "RunFinished").length, 1);
    if (!isAccepted) continue;
    assert.ok(!types.slice(abortedAt).some((type) => type.startsWith("StepClaimed")), types.join("\n"));
    assert.equal(log.at(-1)?.data["result"], "aborted");
  }
  t.diagnostic(`${results.filter(({ isAccepted }) => isAccepted).length} of ${tries} were aborted`);
});
