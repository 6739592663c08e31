import type { FlatStep } from "../document/flatten-steps.ts";
import type { DocumentPath } from "../model/document-path.ts";
import type { Condition } from "../model/step.ts";

type Leaf = Extract<Condition, { readonly type: "chosen" | "output" }>;

/** The tests in the own condition of a step, with the paths of the maps they stand in. */
export function conditionLeaves(
  step: FlatStep,
): readonly { readonly leaf: Leaf; readonly path: DocumentPath }[] {
  return step.step.when ? leavesOf(step.step.when, [...step.path, "when"]) : [];
}

function leavesOf(
  condition: Condition,
  path: DocumentPath,
): readonly { readonly leaf: Leaf; readonly path: DocumentPath }[] {
  if (condition.type === "chosen" || condition.type === "output") {
    return [{ leaf: condition, path: [...path, condition.type] }];
  }
  return condition.of.flatMap((inner, index) => leavesOf(inner, [...path, condition.type, index]));
}
