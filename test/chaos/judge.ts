import { checkNext } from "#core/evidence/chain.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { RecordedRunEvent } from "#core/run/events.ts";
import { fold } from "#core/run/evolve.ts";
import { violations } from "#core/run/invariants.ts";
import { initialRunState, isSatisfied } from "#core/run/state.ts";
import { sha256Hex } from "#store/sha256.ts";
import type { Effect } from "./effects-file.ts";

/** What became of the runs of a campaign, by the log and by the effects file. `faults` is empty when every promise was kept. */
export type Verdict = {
  readonly runs: number;
  readonly finished: number;
  readonly events: number;
  readonly effects: number;
  /** Steps that succeeded without an effect, or were never done in a run that succeeded. */
  readonly lost: number;
  /** Effects beyond the first under one activity of one step. */
  readonly repeated: number;
  /** Repeats that nothing in the log admits. */
  readonly unrecorded: number;
  readonly lateResults: number;
  readonly executorsLost: number;
  readonly faults: readonly string[];
};

type RunVerdict = Omit<Verdict, "runs" | "events" | "effects">;

/** Events that say: an act of this step may happen, or may have happened, more than once. */
const admitting: ReadonlySet<string> = new Set([
  "StepExecutorLost",
  "StepOutcomeUnknown",
  "LateResultObserved",
  "StepRetried",
]);

const stepOf = (event: RecordedRunEvent): string | null =>
  "step" in event.data && typeof event.data.step === "string" ? event.data.step : null;

function chainFaults(events: readonly StoredEvent[]): string[] {
  const state = new Map();
  return events.map((event) => checkNext(state, event, sha256Hex)).filter((fault) => fault !== null);
}

/** Steps that the log calls done by an action, whose effect is not in the file. */
function lostSteps(log: readonly RecordedRunEvent[], effects: readonly Effect[]): string[] {
  const state = fold(initialRunState(), log);
  const activities = new Map<string, string>();
  const lost: string[] = [];
  for (const event of log) {
    if (event.type === "StepDispatched") activities.set(event.data.step, event.data.activity);
    if (event.type !== "StepSucceeded" || event.data.token === null) continue;
    const { step } = event.data;
    const activity = activities.get(step) ?? "do";
    const acts = state.steps.get(step)?.definition.work.type === "action";
    const isThere = effects.some(({ key }) => key.split(":").slice(1, 3).join(":") === `${step}:${activity}`);
    if (acts && !isThere) lost.push(`${step} succeeded (${activity}) without its effect`);
  }
  if (state.result?.startsWith("succeeded")) {
    for (const step of state.steps.values()) {
      if (!isSatisfied(step.status)) lost.push(`${step.definition.id} was never done: ${step.status}`);
    }
  }
  return lost;
}

/** Effects of one activity of one step beyond the first, and which of them the log does not admit. */
function repeats(log: readonly RecordedRunEvent[], effects: readonly Effect[]) {
  const counts = new Map<string, number>();
  for (const { key } of effects) {
    const activity = key.split(":").slice(1, 3).join(":");
    counts.set(activity, (counts.get(activity) ?? 0) + 1);
  }
  let repeated = 0;
  const unrecorded: string[] = [];
  for (const [activity, count] of counts) {
    const step = activity.split(":")[0] ?? "";
    const own = log.filter((event) => stepOf(event) === step);
    const allowed = own.filter(
      (event) =>
        (event.type === "StepClaimed" && event.data.resume === "act") || event.type === "StepObservedNotDone",
    ).length;
    if (count > allowed) unrecorded.push(`${activity} took effect ${count} times, allowed ${allowed}`);
    if (count === 1) continue;
    repeated += count - 1;
    const isAdmitted = own.some(
      (event) =>
        admitting.has(event.type) || (event.type === "StepDispatched" && event.data.activity === "undo"),
    );
    if (!isAdmitted) unrecorded.push(`${activity} took effect ${count} times and nothing says so`);
  }
  return { repeated, unrecorded };
}

function judgeRun(events: readonly StoredEvent[], effects: readonly Effect[]): RunVerdict {
  const log = events as unknown as readonly RecordedRunEvent[];
  const status = fold(initialRunState(), log).status;
  const lost = lostSteps(log, effects);
  const { repeated, unrecorded } = repeats(log, effects);
  return {
    finished: status === "finished" ? 1 : 0,
    lost: lost.length,
    repeated,
    unrecorded: unrecorded.length,
    lateResults: log.filter(({ type }) => type === "LateResultObserved").length,
    executorsLost: log.filter(({ type }) => type === "StepExecutorLost").length,
    faults: [
      ...(status === "finished" ? [] : [`is ${status}`]),
      ...chainFaults(events),
      ...violations(log).map(({ at, message }) => `version ${at}: ${message}`),
      ...lost,
      ...unrecorded,
    ],
  };
}

/** Judges the logs of all runs (by their ids) against the effects file. */
export function judge(
  logs: ReadonlyMap<string, readonly StoredEvent[]>,
  effects: readonly Effect[],
): Verdict {
  const byRun = Map.groupBy(effects, ({ key }) => key.split(":")[0] ?? "");
  const runs = [...logs].map(([run, events]) => ({ run, ...judgeRun(events, byRun.get(run) ?? []) }));
  const strangers = [...byRun.keys()].filter((run) => !logs.has(run));
  const sum = (read: (verdict: RunVerdict) => number) => runs.reduce((total, run) => total + read(run), 0);
  return {
    runs: logs.size,
    events: [...logs.values()].reduce((total, events) => total + events.length, 0),
    effects: effects.length,
    finished: sum((run) => run.finished),
    lost: sum((run) => run.lost),
    repeated: sum((run) => run.repeated),
    unrecorded: sum((run) => run.unrecorded),
    lateResults: sum((run) => run.lateResults),
    executorsLost: sum((run) => run.executorsLost),
    faults: [
      ...runs.flatMap(({ run, faults }) => faults.map((fault) => `run ${run}: ${fault}`)),
      ...strangers.map((run) => `effects of the run ${run}, which is not in the log`),
    ],
  };
}
