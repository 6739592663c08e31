import type { Estate } from "../../model/estate.ts";
import { documentsOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { Effect, EffectRule } from "./effect-section.ts";

function runbooksFor(estate: Estate): ReadonlyMap<Ref, readonly Ref[]> {
  const found = new Map<Ref, Ref[]>();
  for (const { ref, spec } of documentsOf(estate, "Runbook")) {
    for (const recovered of spec.recovers) found.set(recovered, [...(found.get(recovered) ?? []), ref]);
  }
  return found;
}

/** What no runbook brings back any more, and what the first one does. */
export const recoveryChanges: EffectRule = {
  id: "recovery",
  title: "Recovery",
  find: ({ before, after }) => {
    const [old, present] = [runbooksFor(before), runbooksFor(after)];
    const lost = [...old].flatMap(([ref, by]): readonly Effect[] =>
      after.documents.has(ref) && !present.has(ref)
        ? [{ ref, direction: "worse", text: `no runbook recovers it: ${by.join(", ")} did` }]
        : [],
    );
    const won = [...present].flatMap(([ref, by]): readonly Effect[] =>
      before.documents.has(ref) && !old.has(ref)
        ? [{ ref, direction: "better", text: `recovered by ${by.join(", ")}` }]
        : [],
    );
    return [...lost, ...won];
  },
};
