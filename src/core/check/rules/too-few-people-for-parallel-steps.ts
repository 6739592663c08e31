import type { Rule } from "../rule.ts";
import type { FlatStep } from "../../document/flatten-steps.ts";
import type { Ref } from "../../model/ref.ts";
import { headsOf } from "../facts/people.ts";
import { levelsOf, loadOf } from "../facts/step-load.ts";
import { peopleText, refsText } from "../facts/wording.ts";

export const tooFewPeopleForParallelSteps: Rule = {
  code: "too-few-people-for-parallel-steps",
  severity: "warning",
  title: "Steps that are to run at once find enough people.",
  *check(context) {
    for (const view of context.runbooks) {
      const told = new Set<Ref>();
      for (const level of levelsOf(view)) {
        for (const [who, { share, steps }] of loadByTeam(level)) {
          const heads = headsOf(context, who);
          const last = steps.at(-1);
          if (!last || steps.length < 2 || isEnough(share, heads) || told.has(who)) continue;
          told.add(who);
          yield {
            message: `${refsText(steps.map(({ id }) => id))} are to run at once and need ${share} of \`${who}\`, which has ${peopleText(heads ?? 0)}`,
            help: "let them run one after the other, give one of them to another team, or raise the capacity",
            place: context.resolved.placeOf(view.document.ref, [...last.path, "id"]),
          };
        }
      }
    }
  },
};

function isEnough(share: number, heads: number | null): boolean {
  // Shares such as 0.1 add up to a little more than they should.
  return heads === null || heads === 0 || share <= heads + 1e-9;
}

function loadByTeam(level: readonly FlatStep[]) {
  const loads = new Map<Ref, { readonly share: number; readonly steps: readonly FlatStep[] }>();
  // What is needed only sometimes may not be needed together.
  for (const step of level.filter(({ when }) => when === null)) {
    for (const [who, share] of loadOf(step)) {
      if (share === 0 || !isOneOf(who)) continue;
      const known = loads.get(who) ?? { share: 0, steps: [] };
      loads.set(who, { share: known.share + share, steps: [...known.steps, step] });
    }
  }
  return loads;
}

/** That a person is to do two things at once is said by the rule about whoever is accountable. */
const isOneOf = (who: Ref) => who.startsWith("team:");
