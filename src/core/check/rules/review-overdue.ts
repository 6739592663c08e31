import type { Rule } from "../rule.ts";
import { addPeriod, type Period } from "../../model/calendar.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { Review } from "../../model/plan.ts";
import { ofKind } from "../facts/of-kind.ts";
import { partsOf } from "../facts/plan-duties.ts";
import { policyMatches } from "../facts/policies.ts";

/** ISO 22301 9.1 and 8.6: plans are looked through at planned intervals. */
export const reviewOverdue: Rule = {
  code: "review-overdue",
  severity: "warning",
  title: "Plans and their parts are looked through as often as agreed.",
  *check(context) {
    const demanded = new Map(
      policyMatches(context).flatMap(({ policy, document }) =>
        policy.spec.requires.reviewEvery === null
          ? []
          : [[document.ref, policy.spec.requires.reviewEvery] as const],
      ),
    );
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const cycle = shorter(spec.review, demanded.get(ref) ?? null);
      if (!cycle) continue;
      const parts = partsOf(spec).map(({ name, path, reviewedOn }) => ({
        name,
        path: [...path, "reviewedOn"],
        on: reviewedOn,
      }));
      const whole: { readonly name: string; readonly path: DocumentPath; readonly on: string | null } = {
        name: "the plan",
        path: ["spec", "review", "lastOn"],
        on: spec.review?.lastOn ?? null,
      };
      for (const { name, path, on } of [whole, ...parts]) {
        const due = on && addPeriod(on, cycle);
        if (!due || due >= context.today) continue;
        yield {
          message: `${name} was last looked through on ${on}, and was due again on ${due}`,
          help: "look it through with its owner and write down the day",
          place: context.resolved.placeOf(ref, path),
        };
      }
    }
  },
};

const aDay = "2001-01-01";

function shorter(review: Review | null, demanded: Period | null): Period | null {
  const own = review?.cycle ?? null;
  if (!own || !demanded) return own ?? demanded;
  return addPeriod(aDay, own) < addPeriod(aDay, demanded) ? own : demanded;
}
