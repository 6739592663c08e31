import type { DocumentPath } from "../model/document-path.ts";
import type { Ref } from "../model/ref.ts";
import type { RunbookSpec, RunbookStep } from "../model/runbook.ts";
import type { Condition, StepPhase } from "../model/step.ts";

/** A step with its place in the whole runbook: nothing about its order or its owner is implied any more. */
export type FlatStep = {
  /** Sub-steps are `group.child`; the join of a group has the group's own id. */
  readonly id: string;
  /** Where it stands in the document. */
  readonly path: DocumentPath;
  readonly step: RunbookStep;
  readonly after: readonly string[];
  /** What its own `after` names, as ids of the whole runbook; the join of a group waits for the sub-steps instead. */
  readonly named: readonly { readonly id: string; readonly path: DocumentPath }[];
  readonly phase: StepPhase;
  /** null where neither the step, nor its group, nor its runbook names somebody. */
  readonly accountable: Ref | null;
  readonly when: Condition | null;
};

type Inherited = {
  readonly prefix: string;
  readonly after: FlatStep["after"];
  readonly phase: StepPhase;
  readonly accountable: Ref | null;
  readonly when: Condition | null;
};

/**
 * The steps of a runbook without nesting, in the order of the document, each group followed by its
 * join. On the top level a step without `after` follows the one before it; sub-steps without `after`
 * start together with their group.
 */
export function flattenSteps(spec: RunbookSpec): readonly FlatStep[] {
  const flat: FlatStep[] = [];
  const inherited: Inherited = {
    prefix: "",
    after: [],
    phase: "execute",
    accountable: spec.accountable,
    when: null,
  };
  let before: FlatStep["after"] = [];
  for (const [index, step] of spec.steps.entries()) {
    addStep(flat, step, ["spec", "steps", index], { ...inherited, after: before });
    before = [step.id];
  }
  return flat;
}

function addStep(flat: FlatStep[], step: RunbookStep, path: DocumentPath, inherited: Inherited): void {
  const id = `${inherited.prefix}${step.id}`;
  const named = (step.after ?? []).map((name, index) => ({
    id: `${inherited.prefix}${name}`,
    path: [...path, "after", index],
  }));
  const isFirst = step.after === null || (step.after.length === 0 && inherited.prefix !== "");
  const own: Inherited = {
    prefix: `${id}.`,
    after: isFirst ? inherited.after : [...new Set(named.map((other) => other.id))],
    phase: step.phase ?? inherited.phase,
    accountable: step.accountable ?? inherited.accountable,
    when: bothConditions(inherited.when, step.when),
  };
  for (const [index, child] of (step.steps ?? []).entries()) {
    addStep(flat, child, [...path, "steps", index], own);
  }
  const { phase, accountable, when } = own;
  const after = step.steps?.map((child) => `${id}.${child.id}`) ?? own.after;
  flat.push({ id, path, step, named, after, phase, accountable, when });
}

function bothConditions(one: Condition | null, other: Condition | null): Condition | null {
  return one && other ? { type: "all", of: [one, other] } : (one ?? other);
}
