import { isJsonObject, type Json } from "../model/json.ts";
import type { Ref } from "../model/ref.ts";
import type { RunbookPurpose } from "../model/run-plan.ts";
import { phaseClock } from "./phase-clock.ts";
import type { RunState } from "./state.ts";

/** A check, as `connector.check`, of the kind that states what a promotion loses. */
export type IsLossStatement = (connector: string, check: string) => boolean;

/** What a finished live run has shown. Null: it has shown nothing of that. */
export type RunOutcome = {
  readonly runbook: string;
  readonly purpose: RunbookPurpose;
  readonly recovers: readonly Ref[];
  readonly finishedAt: string;
  /** From the first failed transaction outside to lasting success. */
  readonly backSeconds: number | null;
  /** The largest loss that its loss statements name; null without any, or where one could not say it. */
  readonly lossSeconds: number | null;
};

/**
 * What a run has shown of the time back and of the loss; null for a run that is not live, not over, or that did not bring
 * its services back. Its clock counts only once the outside record has seen the end of the impact.
 */
export function runOutcome(state: RunState, isLossStatement: IsLossStatement): RunOutcome | null {
  const { plan, mode, status, result, finishedAt } = state;
  const isBack = result === "succeeded" || result === "succeeded-with-exceptions";
  if (plan === null || mode !== "live" || status !== "finished" || !isBack || finishedAt === null)
    return null;
  const clock = phaseClock(state, finishedAt);
  return {
    runbook: plan.runbook,
    purpose: plan.purpose,
    recovers: plan.recovers,
    finishedAt,
    backSeconds: clock.endedAt === null ? null : clock.totalSeconds,
    lossSeconds: lossOf(state, isLossStatement),
  };
}

function lossOf(state: RunState, isLossStatement: IsLossStatement): number | null {
  const stated: (number | null)[] = [];
  for (const { definition, status, output } of state.steps.values()) {
    if (status !== "succeeded") continue;
    const { verify, work } = definition;
    for (const { connector, check } of verify) {
      // What a check beside an act found is not kept as output; that step states nothing here.
      if (work.type !== "check" || !isLossStatement(connector, check)) continue;
      stated.push(secondsIn(verify.length === 1 ? output : fieldOf(output, `${connector}.${check}`)));
    }
  }
  let most: number | null = null;
  for (const seconds of stated) {
    if (seconds === null) return null;
    most = Math.max(most ?? 0, seconds);
  }
  return most;
}

function secondsIn(output: Json): number | null {
  const seconds = fieldOf(output, "lossSeconds");
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function fieldOf(output: Json, name: string): Json {
  return isJsonObject(output) && Object.hasOwn(output, name) ? (output[name] ?? null) : null;
}
