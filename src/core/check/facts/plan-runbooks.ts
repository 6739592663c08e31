import { type DocumentOf, documentsOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";

/** Which plans use a runbook, be it for the recovery or for the way back. */
export const plansByRunbook = oncePerCheck(
  ({ resolved }): ReadonlyMap<Ref, readonly DocumentOf<"Plan">[]> => {
    const plans = new Map<Ref, DocumentOf<"Plan">[]>();
    for (const plan of documentsOf(resolved.estate, "Plan")) {
      for (const runbook of new Set([...plan.spec.runbooks, ...(plan.spec.returnToNormal?.runbooks ?? [])])) {
        plans.set(runbook, [...(plans.get(runbook) ?? []), plan]);
      }
    }
    return plans;
  },
);
