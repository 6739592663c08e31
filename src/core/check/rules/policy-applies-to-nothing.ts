import type { Rule } from "../rule.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";
import { policyMatches } from "../facts/policies.ts";

export const policyAppliesToNothing: Rule = {
  code: "policy-applies-to-nothing",
  severity: "info",
  title: "A policy applies to something.",
  *check(context) {
    if (!areAllRead(context, "Service", "Function", "Plan")) return;
    const applied = new Set(policyMatches(context).map(({ policy }) => policy.ref));
    for (const { ref } of ofKind(context, "Policy")) {
      if (applied.has(ref)) continue;
      yield {
        message: `nothing is of the kinds, labels and tiers to which \`${ref}\` applies`,
        help: "correct `appliesTo`: kinds are written as in `kind:`, and labels must all be there",
        place: context.resolved.placeOf(ref, ["spec", "appliesTo"], "key"),
      };
    }
  },
};
