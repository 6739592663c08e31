import { isSatisfied, initialRunState, type RunState } from "./state.ts";
import type { RecordedRunEvent } from "./events.ts";
import { applyEvent } from "./evolve.ts";
import { compareTokens, type Token } from "./token.ts";

/** A rule of the engine that a log breaks. Tests, chaos campaigns and `holdfast evidence verify` ask for them. */
export type Violation = { readonly rule: string; readonly at: number; readonly message: string };

/** What is followed of one step while a log is read. */
type Trace = {
  newest: Token | null;
  /** An act may have taken effect that nobody saw. */
  mayBeDone: boolean;
  /** The act is known to be done. */
  isActed: boolean;
  /** A person asked for this round: what they answer for is not the engine's to forbid. */
  isAskedByPerson: boolean;
};

const name = (token: Token) => `${token.dispatch}.${token.retry}`;

function checkAct(
  event: Extract<RecordedRunEvent, { type: "StepClaimed" }>,
  state: RunState,
  trace: Trace,
): string | null {
  if (trace.isActed) return "acted again although it was done";
  if (!trace.mayBeDone) return null;
  if (!event.data.repeats) return "acted again without saying so";
  const step = state.steps.get(event.data.step);
  const work = step?.definition.work;
  const doing = work?.type === "action" ? work.action : undefined;
  const policy = (step?.activity === "undo" ? step.definition.undo : doing)?.policy;
  return policy === "idempotent" || trace.isAskedByPerson
    ? null
    : `acted again although its policy is ${policy ?? "none"}`;
}

function checkStep(event: RecordedRunEvent, state: RunState, trace: Trace): string | null {
  switch (event.type) {
    case "StepDispatched": {
      if (event.data.activity === "undo") return null;
      const step = state.steps.get(event.data.step);
      const early = step?.definition.after.find(
        (id) => !isSatisfied(state.steps.get(id)?.status ?? "pending"),
      );
      if (early !== undefined) return `dispatched before ${early} was satisfied`;
      const approval = step?.definition.approval;
      if (approval && state.mode === "live" && (step?.approvals.length ?? 0) < approval.quorum) {
        return "dispatched without its approvals";
      }
      return state.status === "running" || state.status === "undoing"
        ? null
        : `dispatched while ${state.status}`;
    }
    case "StepClaimed": {
      if (trace.newest && compareTokens(event.data.token, trace.newest) <= 0) {
        return `claimed by ${name(event.data.token)}, not newer than ${name(trace.newest)}`;
      }
      trace.newest = event.data.token;
      const step = state.steps.get(event.data.step);
      const isHeldBack = state.status === "paused" && step?.status === "dispatched" && step.activity === "do";
      if (isHeldBack) return "claimed while the run was paused";
      return event.data.resume === "act" && state.mode === "live" ? checkAct(event, state, trace) : null;
    }
    case "StepActed":
    case "StepSucceeded":
    case "StepFailed":
    case "StepOutcomeUnknown":
      if (event.data.token === null) return null;
      if (trace.newest && compareTokens(event.data.token, trace.newest) < 0) {
        return `settled by the stale attempt ${name(event.data.token)}`;
      }
      return null;
    default:
      return null;
  }
}

/** Events after which it is known what the act did; a person's word counts. */
const settlesEffect: ReadonlySet<string> = new Set([
  "StepObservedNotDone",
  "StepSucceeded",
  "StepActed",
  "StepDoneByHand",
]);

/** Whether an effect may be in place that nobody saw, after this event. */
function followEffect(event: RecordedRunEvent, state: RunState, trace: Trace): void {
  if (event.type === "StepExecutorLost") {
    const step = state.steps.get(event.data.step);
    const acts = step?.definition.work.type === "action" || step?.activity === "undo";
    if (step?.resume === "act" && acts) trace.mayBeDone = true;
  }
  if (event.type === "StepOutcomeUnknown") trace.mayBeDone = true;
  if (settlesEffect.has(event.type)) trace.mayBeDone = false;
  if (event.type === "StepActed") trace.isActed = true;
  if (event.type === "StepRetried") trace.isAskedByPerson = true;
  const isUndo = event.type === "StepDispatched" && event.data.activity === "undo";
  if (event.type === "StepRetried" || isUndo) trace.isActed = false;
  if (isUndo && state.steps.get(event.data.step)?.activity === "do") trace.mayBeDone = false;
}

/**
 * All rules broken by the log of one run, in order: nothing starts before its predecessors and
 * gates, only the newest attempt settles a step, an act that may be done is not repeated unsaid,
 * and a finished run has nothing running.
 */
export function violations(events: readonly RecordedRunEvent[]): readonly Violation[] {
  const found: Violation[] = [];
  const state = initialRunState();
  const traces = new Map<string, Trace>();
  for (const [index, event] of events.entries()) {
    if ("step" in event.data && typeof event.data.step === "string") {
      const id = event.data.step;
      const trace = traces.get(id) ?? {
        newest: null,
        mayBeDone: false,
        isActed: false,
        isAskedByPerson: false,
      };
      traces.set(id, trace);
      followEffect(event, state, trace);
      const message = checkStep(event, state, trace);
      if (message) found.push({ rule: event.type, at: index + 1, message: `step ${id} was ${message}` });
    }
    if (event.type === "RunFinished" && state.runningCount > 0) {
      found.push({
        rule: "RunFinished",
        at: index + 1,
        message: "the run finished while a step was running",
      });
    }
    if (index === 0 ? event.type !== "RunStarted" : event.type === "RunStarted") {
      found.push({ rule: "RunStarted", at: index + 1, message: "a run starts with RunStarted, once" });
    }
    applyEvent(state, event);
  }
  return found;
}
