import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";
import { rtoByRef } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";
import { worstBehind } from "../facts/worst-behind.ts";

export const mtdShorterThanServiceRto: Rule = {
  code: "mtd-shorter-than-service-rto",
  severity: "error",
  title: "A function bears the outage of what it needs until that is back.",
  *check(context) {
    const behind = worstBehind(context, rtoByRef(context), { alternatives: "enough", ownHides: true });
    for (const { ref, spec } of ofKind(context, "Function")) {
      const { rtoSeconds, mtdSeconds } = spec.objectives;
      const worst = behind.get(ref);
      // With an RTO of its own the two rules about RTOs say all there is to say.
      if (spec.scope === "out" || rtoSeconds !== null || mtdSeconds === null || !worst) continue;
      if (worst.value < mtdSeconds) continue;
      yield {
        message: `it bears ${durationText(mtdSeconds)} at most, and \`${worst.source}\`, which it needs, may take ${durationText(worst.value)} to be back`,
        help: `shorten the RTO of \`${worst.source}\`, or find a way to do without it for longer`,
        place: context.resolved.placeOf(ref, ["spec", "objectives", "mtd"]),
      };
    }
  },
};
