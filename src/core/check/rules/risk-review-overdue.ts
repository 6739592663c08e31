import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const riskReviewOverdue: Rule = {
  code: "risk-review-overdue",
  severity: "warning",
  title: "A risk is looked at again in time.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Risk")) {
      if (spec.reviewBy === null || spec.reviewBy >= context.today) continue;
      yield {
        message: `it was to be looked at again by ${spec.reviewBy}: ${spec.statement}`,
        help: "look at it with its owner, and set the next day under `reviewBy`",
        place: context.resolved.placeOf(ref, ["spec", "reviewBy"]),
      };
    }
  },
};
