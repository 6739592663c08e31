import { addPeriod, compareDates } from "../../model/calendar.ts";
import type { DocumentOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";
import { taintedData } from "../facts/tainted-data.ts";

export const cyberPlanWithoutCleanCopy: Rule = {
  code: "cyber-plan-without-clean-copy",
  severity: "error",
  title: "Data that may become suspect has an immutable or offline copy from before that time.",
  *check(context) {
    const taints = taintedData(context);
    for (const { ref: plan, spec } of ofKind(context, "Plan")) {
      for (const [index, ref] of spec.scenarios.entries()) {
        const suspect = taints.get(ref)?.scenario.spec.suspect;
        for (const data of suspect?.data ?? []) {
          const reason = whyNone(context, data, suspect?.since?.slice(0, 10) ?? null);
          if (reason === null) continue;
          yield {
            message: `in \`${ref}\` there is no clean copy of \`${data}\`: ${reason}`,
            help: "protect it by a copy that is `immutable: true` or `offline: true` and kept longer than an attacker stays unseen",
            place: context.resolved.placeOf(plan, ["spec", "scenarios", index]),
          };
        }
      }
    }
  },
};

type Protection = DocumentOf<"Protection">;

const protectionsOf = oncePerCheck((context): ReadonlyMap<Ref, readonly Protection[]> => {
  const byData = new Map<Ref, Protection[]>();
  for (const protection of ofKind(context, "Protection")) {
    for (const data of new Set([
      protection.spec.protects,
      protection.spec.source ?? protection.spec.protects,
    ])) {
      byData.set(data, [...(byData.get(data) ?? []), protection]);
    }
  }
  return byData;
});

/** Why none of its copies is certainly clean, or null where one may be: a retention that is not stated is not short. */
function whyNone(context: CheckContext, data: Ref, sinceOn: string | null): string | null {
  const all = protectionsOf(context).get(data) ?? [];
  const safe = all.filter(({ spec }) => spec.immutable || spec.offline);
  if (safe.length === 0) return all.length === 0 ? "nothing protects it" : "none is immutable or offline";
  const reaches = safe.some(({ spec }) => {
    if (spec.retention === null || sinceOn === null) return true;
    return compareDates(addPeriod(context.today, spec.retention, -1), sinceOn) <= 0;
  });
  return reaches ? null : `none is kept long enough to reach back before ${sinceOn}`;
}
