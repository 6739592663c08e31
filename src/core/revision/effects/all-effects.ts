import type { EffectInput, EffectRule, EffectSection } from "./effect-section.ts";
import { objectiveChanges } from "./objectives.ts";
import { protectionChanges } from "./protection.ts";
import { recoveryChanges } from "./recovery.ts";
import { newlyStale } from "./staleness.ts";
import { unreachableObjectives } from "./unreachable.ts";

/** What is looked for, the gravest first. */
const rules: readonly EffectRule[] = [
  unreachableObjectives,
  protectionChanges,
  recoveryChanges,
  objectiveChanges,
  newlyStale,
];

/** What a change does to the estate, in sections; those with nothing to say are left out. */
export function effectDifference(input: EffectInput): readonly EffectSection[] {
  return rules
    .map(({ id, title, find }) => ({ id, title, effects: find(input) }))
    .filter(({ effects }) => effects.length > 0);
}
