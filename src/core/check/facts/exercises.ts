import type { Ref } from "../../model/ref.ts";
import type { DocumentOf } from "../../model/estate.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { documentAt, ofKind } from "./of-kind.ts";

/** An exercise that was passed, and the day. */
export type Exercised = { readonly on: string; readonly by: Ref };

/** What an exercise covers: its plan and runbooks, what these cover and recover. */
export function coveredBy(context: CheckContext, exercise: DocumentOf<"Exercise">): readonly Ref[] {
  const plan = documentAt(context, "Plan", exercise.spec.plan);
  // Of a plan with several runbooks an exercise may have carried out some.
  const runbooks = exercise.spec.runbooks.length > 0 ? exercise.spec.runbooks : (plan?.spec.runbooks ?? []);
  return [
    ...new Set([
      ...(plan ? [plan.ref, ...plan.spec.covers] : []),
      ...runbooks,
      ...runbooks.flatMap((ref) => documentAt(context, "Runbook", ref)?.spec.recovers ?? []),
    ]),
  ];
}

/** The last exercise that was passed of all that exercises cover. */
export const lastExercised = oncePerCheck((context): ReadonlyMap<Ref, Exercised> => {
  const last = new Map<Ref, Exercised>();
  for (const exercise of ofKind(context, "Exercise")) {
    const { heldOn, result } = exercise.spec;
    if (heldOn === null || result !== "passed") continue;
    for (const ref of coveredBy(context, exercise)) {
      if ((last.get(ref)?.on ?? "") < heldOn) last.set(ref, { on: heldOn, by: exercise.ref });
    }
  }
  return last;
});
