import { isSatisfied, initialRunState, type RunState } from "./state.ts";
import type { RecordedRunEvent } from "./events.ts";
import { applyEvent } from "./evolve.ts";
import { compareTokens, type Token } from "./token.ts";

/** A rule of the engine that a log breaks. Tests, chaos campaigns and `holdfast evidence verify` ask for them. */
export type Violation = { readonly rule: string; readonly at: number; readonly message: string };

/** What is followed of one step while a log is read. */
type Trace = { newest: Token | null; mayBeDone: boolean };

const name = (token: Token) => `${token.dispatch}.${token.retry}`;

function checkStep(event: RecordedRunEvent, state: RunState, trace: Trace): string | null {
  switch (event.type) {
    case "StepDispatched": {
      if (event.data.activity === "undo") return null;
      const step = state.steps.get(event.data.step);
      const early = step?.definition.after.find((id) => !isSatisfied(state.steps.get(id)?.status ?? "pending"));
      if (early !== undefined) return `dispatched before ${early} was satisfied`;
      const approval = step?.definition.approval;
      if (approval && state.mode === "live" && (step?.approvals.length ?? 0) < approval.quorum) {
        return "dispatched without its approvals";
      }
      return state.status === "running" || state.status === "undoing" ? null : `dispatched while ${state.status}`;
    }
    case "StepClaimed": {
      if (trace.newest && compareTokens(event.data.token, trace.newest) <= 0) {
        return `claimed by ${name(event.data.token)}, not newer than ${name(trace.newest)}`;
      }
      const unseen = event.data.resume === "act" && trace.mayBeDone && !event.data.repeats;
      trace.newest = event.data.token;
      return unseen && state.mode === "live" ? "acted again without saying so" : null;
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

/** Whether an effect may be in place that nobody saw, after this event. */
function followEffect(event: RecordedRunEvent, state: RunState, trace: Trace): void {
  if (event.type === "StepExecutorLost") {
    const step = state.steps.get(event.data.step);
    const acts = step?.definition.work.type === "action" || step?.activity === "undo";
    if (step?.resume === "act" && acts) trace.mayBeDone = true;
  }
  if (event.type === "StepObservedNotDone" || event.type === "StepSucceeded" || event.type === "StepActed") {
    trace.mayBeDone = false;
  }
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
      const trace = traces.get(id) ?? { newest: null, mayBeDone: false };
      traces.set(id, trace);
      followEffect(event, state, trace);
      const message = checkStep(event, state, trace);
      if (message) found.push({ rule: event.type, at: index + 1, message: `step ${id} was ${message}` });
    }
    if (event.type === "RunFinished" && state.runningCount > 0) {
      found.push({ rule: "RunFinished", at: index + 1, message: "the run finished while a step was running" });
    }
    if (index === 0 ? event.type !== "RunStarted" : event.type === "RunStarted") {
      found.push({ rule: "RunStarted", at: index + 1, message: "a run starts with RunStarted, once" });
    }
    applyEvent(state, event);
  }
  return found;
}
