import type { Rule } from "../rule.ts";
import { promising, rtoByRef } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";
import { worstBehind } from "../facts/worst-behind.ts";

export const rtoShorterThanDependency: Rule = {
  code: "rto-shorter-than-dependency",
  severity: "error",
  title: "Nothing promises to be back before what it cannot do without.",
  *check(context) {
    const behind = worstBehind(context, rtoByRef(context), { alternatives: "enough", ownHides: true });
    for (const { ref, spec } of promising(context)) {
      const { rtoSeconds } = spec.objectives;
      const worst = behind.get(ref);
      if (rtoSeconds === null || !worst || worst.source === ref || worst.value <= rtoSeconds) continue;
      const through = worst.need.members.includes(worst.source)
        ? ""
        : `, through \`${worst.need.members.join("` or `")}\``;
      yield {
        message: `the RTO of ${durationText(rtoSeconds)} is shorter than the ${durationText(worst.value)} of \`${worst.source}\`, on which it depends hard${through}`,
        help: `shorten the RTO of \`${worst.source}\`, lengthen this one, or make the dependency soft where it can do without`,
        place: context.resolved.placeOf(ref, ["spec", "objectives", "rto"]),
      };
    }
  },
};
