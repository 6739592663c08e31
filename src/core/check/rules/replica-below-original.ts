import type { Rule } from "../rule.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";

export const replicaBelowOriginal: Rule = {
  code: "replica-below-original",
  severity: "warning",
  title: "A standby can carry what the original carries.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Component")) {
      const original = documentAt(context, "Component", spec.replicaOf);
      for (const [unit, amount] of Object.entries(spec.capacity)) {
        const needed = original?.spec.capacity[unit];
        if (!original || needed === undefined || amount >= needed) continue;
        yield {
          message: `\`${ref}\` carries ${amount} ${unit}, and \`${original.ref}\`, for which it stands in, ${needed}`,
          help: "make the standby as large, or say in the plan what is left out while it serves (MBCO)",
          place: context.resolved.placeOf(ref, ["spec", "capacity", unit]),
        };
      }
    }
  },
};
