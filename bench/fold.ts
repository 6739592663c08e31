import type { RecordedRunEvent } from "#core/run/events.ts";
import { fold } from "#core/run/evolve.ts";
import { initialRunState } from "#core/run/state.ts";
import { decide } from "#core/run/decide.ts";
import type { RunCommand } from "#core/run/commands.ts";
import { starter } from "#test/simulation/people.ts";
import { chainPlan } from "./no-op.ts";
import { median, type Row, short } from "./table.ts";

const at = "2026-11-22T10:00:00.000Z";
const system = { type: "system", node: "bench" } as const;

/** The log of a run of so many steps, one after the other, decided step by step as the engine does. */
function logOf(steps: number): readonly RecordedRunEvent[] {
  const log: RecordedRunEvent[] = [];
  let state = initialRunState();
  const give = (command: RunCommand) => {
    const decision = decide(command, state);
    if (decision.status === "refused") throw new Error(decision.refusal.message);
    ({ state } = decision);
    for (const event of decision.events) log.push({ ...event, actor: command.actor, at });
  };
  const plan = chainPlan(steps);
  const rest = {
    mode: "live",
    reason: "bench",
    impact: null,
    detection: null,
    slowAfterSeconds: {},
  } as const;
  give({ type: "StartRun", plan, ...rest, actor: starter, at });
  for (const { id: step } of plan.steps) {
    const token = { dispatch: 1, retry: 0 };
    const outcome = { status: "done", output: null } as const;
    give({ type: "ClaimStep", step, token, node: "bench", actor: system, at });
    give({ type: "SettleStep", step, token, stage: "act", outcome, actor: system, at });
  }
  return log;
}

function foldMilliseconds(log: readonly RecordedRunEvent[]): number {
  const times: number[] = [];
  for (let round = 0; round < 41; round += 1) {
    const startedAt = performance.now();
    const state = fold(initialRunState(), log);
    times.push(performance.now() - startedAt);
    if (state.status !== "finished") throw new Error("the log is not that of a finished run");
  }
  return median(times);
}

/** Folding the log of a long run, and whether twice the length costs twice the time. */
export async function foldSpeed(): Promise<readonly Row[]> {
  const [short500, long] = [logOf(500), logOf(2000)];
  // Once over both, so that neither is measured before the code is compiled.
  foldMilliseconds(long);
  foldMilliseconds(short500);
  const shortMilliseconds = foldMilliseconds(short500);
  const longMilliseconds = foldMilliseconds(long);
  return [
    ["2,000 steps ÷ 500 steps (linear: 4)", short(longMilliseconds / shortMilliseconds)],
    [`2,000 steps, ${long.length} events, ms (target 50)`, short(longMilliseconds)],
    [`500 steps, ${short500.length} events, ms`, short(shortMilliseconds)],
  ];
}
