import type { Rule } from "../rule.ts";
import { formatPeriod } from "../../model/calendar.ts";
import { ofKind } from "../facts/of-kind.ts";

export const reviewNeverHeld: Rule = {
  code: "review-never-held",
  severity: "warning",
  title: "A plan that is to be looked through has been.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const { cycle = null, lastOn = null } = spec.review ?? {};
      if (cycle === null || lastOn !== null) continue;
      yield {
        message: `it is to be looked through every ${formatPeriod(cycle)}, and nobody has written down that it ever was`,
        help: "look it through with its owner and write the day under `lastOn`",
        place: context.resolved.placeOf(ref, ["spec", "review", "cycle"]),
      };
    }
  },
};
