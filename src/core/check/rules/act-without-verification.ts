import type { Ref } from "../../model/ref.ts";
import type { Rule } from "../rule.ts";
import { type MeantAct, type RunbookMeaning, runbookMeanings } from "../facts/runbook-meaning.ts";

export const actWithoutVerification: Rule = {
  code: "act-without-verification",
  severity: "warning",
  title: "What is done is looked at afterwards: by a `verify`, or by a later check of the same component.",
  *check(context) {
    for (const meaning of runbookMeanings(context)) {
      for (const { step, call } of unverified(meaning)) {
        yield {
          message: `nothing shows whether \`${call.connector}: ${call.name}\` in step \`${step.id}\` had its effect`,
          help: "add `verify` with a check of what it is to bring about; an exit code or a status 200 is not the effect",
          place: context.resolved.placeOf(meaning.view.document.ref, [...call.path, "do"]),
        };
      }
    }
  },
};

/** Acts that say `done` without reading their effect back, and that no check reads back either. */
function unverified(meaning: RunbookMeaning): readonly MeantAct[] {
  const { acts, view } = meaning;
  const open = acts.filter(
    (act) => !act.meaning.confirms && act.meaning.effect !== "observe" && act.step.step.verify.length === 0,
  );
  const seenLater = new Map<Ref | null, ReadonlySet<string>>();
  return open.filter((act) => {
    // An act that names no component is looked at by any later check: which one cannot be told.
    const seen = seenLater.get(act.on) ?? stepsBeforeChecks(meaning, act.on);
    seenLater.set(act.on, seen);
    return !seen.has(act.step.id) && view.byId.get(act.step.id) === act.step;
  });
}

/** The ids of all steps that a check of the component comes after, in one walk for all of its checks. */
function stepsBeforeChecks({ view, checks }: RunbookMeaning, component: Ref | null): ReadonlySet<string> {
  const looking = checks.filter((check) => component === null || check.on === component);
  const waiting = looking.flatMap(({ step }) => step.after);
  const seen = new Set<string>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(view.byId.get(id)?.after ?? []));
  }
  return seen;
}
