import { type FlatStep, flattenSteps } from "../document/flatten-steps.ts";
import { type ConnectorCall, impactCall, stepCalls } from "../document/step-calls.ts";
import type { DocumentOf } from "../model/estate.ts";

/** A runbook as rules look at it: its steps without nesting, and every place that calls a connector. */
export type RunbookView = {
  readonly document: DocumentOf<"Runbook">;
  readonly steps: readonly FlatStep[];
  /** Of several steps with one id, the first. */
  readonly byId: ReadonlyMap<string, FlatStep>;
  readonly calls: readonly { readonly call: ConnectorCall; readonly step: FlatStep | null }[];
  /** The ids of the steps that are certainly over when this one starts; not those of its own sub-steps. */
  readonly before: (step: FlatStep) => ReadonlySet<string>;
};

/** Makes the view of one runbook. Linear in its steps; `before` is worked out when it is asked for. */
export function runbookView(document: DocumentOf<"Runbook">): RunbookView {
  const steps = flattenSteps(document.spec);
  const byId = new Map<string, FlatStep>();
  for (const step of steps) if (!byId.has(step.id)) byId.set(step.id, step);
  const impact = impactCall(document.spec);
  const calls = steps.flatMap((step) => stepCalls(step.step, step.path).map((call) => ({ call, step })));
  const known = new Map<FlatStep, ReadonlySet<string>>();
  const before = (step: FlatStep) => {
    const found = known.get(step) ?? stepsBefore(step, byId);
    known.set(step, found);
    return found;
  };
  return { document, steps, byId, calls: impact ? [...calls, { call: impact, step: null }] : calls, before };
}

function stepsBefore(step: FlatStep, byId: RunbookView["byId"]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...step.after];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(byId.get(id)?.after ?? []));
  }
  // The join of a group waits for its sub-steps, but what gates the group comes before them.
  for (const id of seen) if (id.startsWith(`${step.id}.`)) seen.delete(id);
  seen.delete(step.id);
  return seen;
}
