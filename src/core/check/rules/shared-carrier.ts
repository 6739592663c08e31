import type { Rule } from "../rule.ts";
import { sitePairs } from "../facts/site-pairs.ts";

export const sharedCarrier: Rule = {
  code: "shared-carrier",
  severity: "warning",
  title: "The sites of a service do not hang on one carrier.",
  *check(context) {
    for (const { one, other, because } of sitePairs(context)) {
      const carriers = new Set([...one.spec.carriers, ...other.spec.carriers]);
      const [carrier] = carriers;
      if (carriers.size !== 1 || one.spec.carriers.length === 0 || other.spec.carriers.length === 0) continue;
      yield {
        message: `\`${one.ref}\` and \`${other.ref}\`, the sites of \`${because}\`, have only \`${carrier}\``,
        help: "take a line of another carrier into at least one of the sites",
        place: context.resolved.placeOf(other.ref, ["spec", "carriers", 0]),
      };
    }
  },
};
