import type { StoredEvent } from "#core/model/event.ts";
import { systemClock } from "#engine/clock.ts";
import { startEngine } from "#engine/engine.ts";
import { createRunHandler, type RunHandler } from "#engine/run-handler.ts";
import type { RunCommand } from "#core/run/commands.ts";
import { openStore, type Store } from "#store/open.ts";
import { eventually } from "#store/test-database.ts";
import { approver, starter } from "#test/simulation/people.ts";
import { planOf } from "#test/chaos/plans.ts";
import { createGoldenConnector } from "./connector.ts";
import type { Scenario } from "./scenario.ts";

const system = { type: "system", node: "golden" } as const;

/** A clock that shows one second more each time it is asked: a recording tells the order, not how long it took. */
function steppingClock() {
  let seconds = 0;
  return {
    ...systemClock,
    now() {
      seconds += 1;
      return new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
    },
  };
}

async function play(scenario: Scenario, handler: RunHandler, now: () => string): Promise<void> {
  const run = scenario.name;
  let commands = 0;
  const handle = async (command: RunCommand) => {
    commands += 1;
    const result = await handler.handle(run, command, { commandId: `golden-${run}-${commands}` });
    if (result.status !== "accepted") throw new Error(`${run}: ${command.type}: ${JSON.stringify(result)}`);
  };
  const { mode = "live", slowAfterSeconds = {} } = scenario;
  const plan = planOf(scenario.steps);
  await handle({
    type: "StartRun",
    plan,
    mode,
    reason: "golden",
    impact: null,
    detection: null,
    slowAfterSeconds,
    actor: starter,
    at: now(),
  });
  await scenario.play?.({
    give: (command) => {
      const isGate = ["ApproveStep", "RefuseApproval", "DecideOption", "AcceptLead"].includes(command.type);
      return handle({ ...command, actor: isGate ? approver : starter, at: now() });
    },
    tell: (command) => handle({ ...command, actor: system, at: now() }),
    untilStep: (step, status) =>
      eventually(
        async () => (await handler.read(run)).state.steps.get(step)?.status === status,
        `${step} is ${status}`,
      ),
  });
  await eventually(async () => (await handler.read(run)).state.status === "finished", `${run} is finished`);
}

/** Carries a scenario out on the real engine and the real store; returns its log. */
export async function record(scenario: Scenario, databaseUrl: string): Promise<readonly StoredEvent[]> {
  const store: Store = await openStore({ databaseUrl, node: "golden" });
  const clock = steppingClock();
  const engine = scenario.hasEngine
    ? startEngine({
        events: store.events,
        queue: store.queue,
        connectors: new Map([["golden", createGoldenConnector()]]),
        readSecret: async () => "",
        clock,
        node: "golden",
        onError: (error) => {
          throw error;
        },
      })
    : null;
  try {
    await play(scenario, engine?.handler ?? createRunHandler({ events: store.events, clock }), clock.now);
    return await store.events.load(`run/${scenario.name}`, 0);
  } finally {
    await engine?.stop();
    await store.close();
  }
}
