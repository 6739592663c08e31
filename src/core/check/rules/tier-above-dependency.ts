import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";
import { worstBehind } from "../facts/worst-behind.ts";

export const tierAboveDependency: Rule = {
  code: "tier-above-dependency",
  severity: "warning",
  title: "What must come back first does not need what may come back later.",
  *check(context) {
    const services = ofKind(context, "Service");
    const tiers = new Map<Ref, number>(
      services.flatMap(({ ref, spec }) => (spec.tier === null ? [] : [[ref, spec.tier] as const])),
    );
    const behind = worstBehind(context, tiers, { alternatives: "enough", ownHides: true });
    for (const { ref, spec } of services) {
      const worst = behind.get(ref);
      if (spec.tier === null || !worst || worst.value <= spec.tier) continue;
      yield {
        message: `\`${ref}\` is of tier ${spec.tier}, and cannot do without \`${worst.source}\` of tier ${worst.value}`,
        help: `raise \`${worst.source}\` to the tier of what needs it, or make the dependency soft`,
        place: context.resolved.placeOf(ref, ["spec", "tier"]),
      };
    }
  },
};
