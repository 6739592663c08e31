import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const planWithoutActivation: Rule = {
  code: "plan-without-activation",
  severity: "warning",
  title: "A plan says when it is put into force.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const isMissing = (spec.activation?.criteria.length ?? 0) === 0;
      if (!isMissing) continue;
      yield {
        message: `\`${ref}\` has no criteria for its activation`,
        help: "add `activation: { owner: …, criteria: [ { text: …, monitor: … } ] }`; name a monitor where one can tell",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
