import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const planWithoutStandDown: Rule = {
  code: "plan-without-stand-down",
  severity: "warning",
  title: "A plan says when it is over.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const isMissing = (spec.standDown?.criteria.length ?? 0) === 0;
      if (!isMissing) continue;
      yield {
        message: `\`${ref}\` has no criteria for its end`,
        help: "add `standDown: { owner: …, criteria: [ … ] }`, so that people are sent home and temporary rights end",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
