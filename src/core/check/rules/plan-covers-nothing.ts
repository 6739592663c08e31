import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const planCoversNothing: Rule = {
  code: "plan-covers-nothing",
  severity: "error",
  title: "A plan names the services or functions it is for.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const isMissing = spec.covers.length === 0;
      if (!isMissing) continue;
      yield {
        message: `\`${ref}\` covers nothing`,
        help: "add `covers: [service:NAME]`",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
