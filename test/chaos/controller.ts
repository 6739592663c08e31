import type { StoredEvent } from "#core/model/event.ts";
import type { RunPlan } from "#core/model/run-plan.ts";
import type { PersonCommand } from "#core/run/commands.ts";
import type { RunState } from "#core/run/state.ts";
import { systemClock } from "#engine/clock.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import { createRunHandler, type RunHandleResult } from "#engine/run-handler.ts";
import { openStore, type Store } from "#store/open.ts";
import { approver, starter } from "#test/simulation/people.ts";

/** The people of a test: gives commands through a handler of its own, on a node that carries nothing out. */
export type Controller = {
  readonly store: Store;
  start(run: string, plan: RunPlan): Promise<void>;
  give(run: string, command: PersonCommand): Promise<RunHandleResult>;
  state(run: string): Promise<RunState>;
  log(run: string): Promise<readonly StoredEvent[]>;
  close(): Promise<void>;
};

/** Reads again and again while the database is away. */
async function patiently<Result>(read: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await systemClock.sleep(0.1);
    }
  }
}

export async function startController(databaseUrl: string, node = "controller"): Promise<Controller> {
  const store = await openStore({ databaseUrl, node });
  const handler = createRunHandler({ events: store.events, clock: systemClock });
  let commands = 0;
  const give = (run: string, command: PersonCommand) => {
    commands += 1;
    const isGate = command.type === "ApproveStep" || command.type === "DecideOption";
    return handler.handle(
      run,
      { ...command, actor: isGate ? approver : starter, at: systemClock.now() },
      { commandId: `${node}-${commands}` },
    );
  };
  return {
    store,
    give,
    async start(run, plan) {
      const result = await give(run, {
        type: "StartRun",
        plan,
        mode: "live",
        reason: "chaos",
        impact: null,
        detection: null,
        slowAfterSeconds: {},
      });
      if (result.status !== "accepted")
        throw new Error(`run ${run} did not start: ${JSON.stringify(result)}`);
    },
    state: async (run) => (await patiently(() => handler.read(run))).state,
    log: (run) => patiently(() => store.events.load(`run/${run}`, 0)),
    close: () => store.close(),
  };
}
