import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const planWithoutAuthority: Rule = {
  code: "plan-without-authority",
  severity: "warning",
  title: "A plan says who may declare the disaster.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const isMissing = (spec.authority?.declare.length ?? 0) === 0;
      if (!isMissing) continue;
      yield {
        message: `\`${ref}\` names nobody who may declare the disaster`,
        help: "add `authority: { declare: [ { who: person:NAME }, { who: person:DEPUTY, after: PT15M } ] }`",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
