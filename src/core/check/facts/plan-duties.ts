import type { DocumentPath } from "../../model/document-path.ts";
import type { PlanSpec } from "../../model/plan.ts";
import type { Ref } from "../../model/ref.ts";

/** A part of a plan that somebody has to look after by themselves. */
export type PlanPart = {
  readonly name: string;
  readonly path: DocumentPath;
  readonly owner: Ref | null;
  readonly reviewedOn: string | null;
};

/** The parts of a plan that have an owner and a review of their own. */
export function partsOf(plan: PlanSpec): readonly PlanPart[] {
  const parts: PlanPart[] = [];
  const add = (
    name: string,
    path: DocumentPath,
    part: { readonly owner: Ref | null; readonly reviewedOn: string | null } | null,
  ) => {
    if (part) parts.push({ name, path, owner: part.owner, reviewedOn: part.reviewedOn });
  };
  add("the activation", ["spec", "activation"], plan.activation);
  for (const [index, part] of plan.communication.entries()) {
    add(`the communication with \`${part.audience}\``, ["spec", "communication", index], part);
  }
  for (const [index, part] of plan.workarounds.entries()) {
    add(`the workaround for \`${part.for}\``, ["spec", "workarounds", index], part);
  }
  add("the return to normal", ["spec", "returnToNormal"], plan.returnToNormal);
  add("the stand-down", ["spec", "standDown"], plan.standDown);
  return parts;
}
