import type { Json, JsonObject } from "#core/model/json.ts";
import type { Evidence, Outcome } from "#core/model/outcome.ts";
import type { RunPlan } from "#core/model/run-plan.ts";
import type { Check, Invocation } from "#core/model/step.ts";
import type { AttemptStage } from "#core/run/commands.ts";
import { InputError, resolveParameters } from "#core/run/input.ts";
import type { RunState, StepState } from "#core/run/state.ts";
import {
  type CallPorts,
  callContext,
  findAction,
  findCheck,
  guard,
  isOutcome,
  parseParameters,
} from "./call.ts";

/** One attempt of a step, as its executor holds it. */
export type Attempt = {
  readonly run: string;
  readonly plan: RunPlan;
  readonly state: RunState;
  readonly step: StepState;
  readonly signal: AbortSignal;
  readonly ports: CallPorts;
};

export type StageResult = { readonly stage: AttemptStage; readonly outcome: Outcome };

/** Limit of one reading inside a check's own time. */
const readingSeconds = 10;
/** Pause between readings of a check that does not hold yet. */
const pauseSeconds = 0.1;

/** The key under which targets that can tell apply an act once. */
export function keyOf({ run, step }: Attempt): string {
  return `${run}:${step.definition.id}:${step.activity}:${step.keyDispatch}`;
}

function resolved(attempt: Attempt, parameters: JsonObject): { readonly ok: JsonObject } | Outcome {
  try {
    return { ok: resolveParameters(parameters, attempt.state, attempt.run) };
  } catch (error) {
    if (error instanceof InputError) return { status: "failed", message: error.message };
    throw error;
  }
}

async function readOnce(attempt: Attempt, check: Check): Promise<Outcome> {
  const capability = findCheck(attempt.ports, check.connector, check.check);
  if (isOutcome(capability)) return capability;
  const input = resolved(attempt, check.with);
  if (isOutcome(input)) return input;
  const parsed = parseParameters(capability, input.ok);
  if (isOutcome(parsed)) return parsed;
  return guard(
    (signal) =>
      capability.check(
        parsed.ok,
        callContext(attempt.plan, check.connector, keyOf(attempt), signal, attempt.ports),
      ),
    Math.max(readingSeconds, check.withinSeconds),
    attempt.signal,
    "unreachable",
    attempt.ports.clock,
  );
}

/** Reads until the check holds or its time is over; the last reading is the answer. */
export async function runCheck(attempt: Attempt, check: Check): Promise<Outcome> {
  const { clock } = attempt.ports;
  const startedSeconds = clock.monotonicSeconds();
  for (;;) {
    const outcome = await readOnce(attempt, check);
    const isOver = clock.monotonicSeconds() - startedSeconds >= check.withinSeconds;
    if (outcome.status === "done" || isOver || attempt.signal.aborted) return outcome;
    await clock.sleep(pauseSeconds, attempt.signal);
  }
}

/** Runs checks in order; the first that does not hold is the outcome. Outputs are kept by name. */
export async function runChecks(attempt: Attempt, checks: readonly Check[]): Promise<Outcome> {
  const outputs: { [name: string]: Json } = {};
  const evidence: Evidence[] = [];
  let last: Json = null;
  for (const check of checks) {
    const outcome = await runCheck(attempt, check);
    if (outcome.status !== "done") {
      const message = `${check.connector} ${check.check}: ${outcome.message}`;
      return outcome.status === "failed" ? { ...outcome, message } : { ...outcome, message };
    }
    last = outcome.output;
    outputs[`${check.connector}.${check.check}`] = outcome.output;
    evidence.push(...(outcome.evidence ?? []));
  }
  // A step with one check gives that check's output, so that conditions can name its fields.
  return { status: "done", output: checks.length === 1 ? last : outputs, evidence };
}

/** Calls an action of a connector in one of its three ways. */
export async function callAction(
  attempt: Attempt,
  invocation: Invocation,
  way: "plan" | "act" | "observe",
): Promise<Outcome> {
  const capability = findAction(attempt.ports, invocation.connector, invocation.do);
  if (isOutcome(capability)) return capability;
  const input = resolved(attempt, invocation.with);
  if (isOutcome(input)) return input;
  const parsed = parseParameters(capability, input.ok);
  if (isOutcome(parsed)) return parsed;
  const call = capability[way];
  if (!call) return { status: "unknown", message: `Action "${invocation.do}" cannot be observed.` };
  return guard(
    (signal) =>
      call(parsed.ok, callContext(attempt.plan, invocation.connector, keyOf(attempt), signal, attempt.ports)),
    attempt.step.definition.timeoutSeconds ?? capability.timeoutSeconds,
    attempt.signal,
    way === "act" ? "unknown" : "unreachable",
    attempt.ports.clock,
  );
}
