import type { Rule } from "../rule.ts";
import type { FlatStep } from "../../document/flatten-steps.ts";
import type { Ref } from "../../model/ref.ts";
import { isManual } from "../facts/step-load.ts";
import type { RunbookView } from "../runbook-view.ts";

/** Beyond this many steps of one person the pairs would be too many to look at; nobody does so many by hand. */
const stepsOfOneMax = 500;

export const accountableForParallelSteps: Rule = {
  code: "accountable-for-parallel-steps",
  severity: "warning",
  title: "Nobody is accountable for two steps that people carry out at once.",
  *check({ runbooks, resolved }) {
    for (const view of runbooks) {
      for (const [person, steps] of stepsByPerson(view)) {
        const [one, other] = firstParallel(view, steps) ?? [];
        if (!one || !other) continue;
        yield {
          message: `\`${person}\` is accountable for \`${one.id}\` and \`${other.id}\`, which may run at once`,
          help: "make somebody else accountable for one of them, or let one come after the other",
          place: resolved.placeOf(view.document.ref, [
            ...other.path,
            other.step.accountable === null ? "id" : "accountable",
          ]),
        };
      }
    }
  },
};

/** The manual steps of each person; a team can be at two places, a person cannot. */
function stepsByPerson(view: RunbookView): ReadonlyMap<Ref, readonly FlatStep[]> {
  const steps = new Map<Ref, FlatStep[]>();
  for (const step of view.steps) {
    if (!step.accountable?.startsWith("person:") || !isManual(step)) continue;
    const known = steps.get(step.accountable);
    if (known) known.push(step);
    else steps.set(step.accountable, [step]);
  }
  return steps;
}

function firstParallel(view: RunbookView, steps: readonly FlatStep[]): readonly [FlatStep, FlatStep] | null {
  if (steps.length < 2 || steps.length > stepsOfOneMax) return null;
  for (const [index, other] of steps.entries()) {
    for (const one of steps.slice(0, index)) {
      if (!view.before(other).has(one.id) && !view.before(one).has(other.id)) return [one, other];
    }
  }
  return null;
}
