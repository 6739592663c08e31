import type { FlatStep } from "../../document/flatten-steps.ts";
import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { peopleOf } from "./people.ts";

/** People who do a step of a runbook themselves, at the site it recovers to. */
export type Actors = {
  readonly runbook: Ref;
  readonly site: Ref;
  readonly step: FlatStep;
  /** The team or person that does it. */
  readonly who: Ref;
  readonly people: readonly Ref[];
};

/**
 * Who must act where: whoever is responsible for a step that people carry out by hand. Decisions can be taken from
 * anywhere, and so can what comes after the recovery; neither counts. Each team and site once in a runbook.
 */
export const actorsAt = oncePerCheck((context): readonly Actors[] =>
  context.runbooks.flatMap(({ document, steps }) => {
    const site = document.spec.to;
    if (site === null) return [];
    const known = new Set<Ref>();
    return steps.flatMap((step): readonly Actors[] => {
      const who = step.step.responsible ?? step.accountable;
      if (step.step.person === null || step.phase === "restore" || who === null || known.has(who)) return [];
      known.add(who);
      return [{ runbook: document.ref, site, step, who, people: peopleOf(context, who) }];
    });
  }),
);
