import { canonicalJson } from "#core/evidence/event-hash.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { RunState } from "#core/run/state.ts";
import { sha256Hex } from "#store/sha256.ts";

/** What a log means, in words that no release may change: how the run and each step ended, when, by whom, with what. */
export function summaryOf(state: RunState): JsonObject {
  const steps = [...state.steps.values()].map((step) => ({
    id: step.definition.id,
    status: step.status,
    dispatch: step.dispatch,
    claims: step.claims,
    repeated: step.repeated,
    slow: step.slow,
    option: step.option,
    output: step.output,
    responsible: step.responsible,
    approvals: step.approvals.length,
    startedAt: step.startedAt,
    settledAt: step.settledAt,
  }));
  const { status, mode, result, startedAt, finishedAt } = state;
  return { status, mode, result, startedAt, finishedAt, satisfiedOrder: [...state.satisfiedOrder], steps };
}

export function digestOf(summary: JsonObject): string {
  return sha256Hex(canonicalJson(summary));
}
