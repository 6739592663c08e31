import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { lossBoundByRef } from "../facts/copies.ts";
import { promising } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";
import { type Behind, worstBehind } from "../facts/worst-behind.ts";

export const rpoShorterThanProtection: Rule = {
  code: "rpo-shorter-than-protection",
  severity: "error",
  title: "No RPO is shorter than what the protection of the data can give.",
  *check(context) {
    const bounds = lossBoundByRef(context);
    // Data that only one of several alternatives keeps is lost, although another serves.
    const behind = worstBehind(context, bounds, { alternatives: "each", ownHides: false });
    for (const { ref, spec } of promising(context)) {
      const { rpoSeconds } = spec.objectives;
      const worst = worse(ref, bounds.get(ref), behind.get(ref));
      if (rpoSeconds === null || !worst || worst.seconds <= rpoSeconds) continue;
      yield {
        message: `the RPO of ${durationText(rpoSeconds)} cannot be kept: the protection of \`${worst.of}\` may lose ${durationText(worst.seconds)}`,
        help: "protect the data more often or by replication, or lengthen the RPO",
        place: context.resolved.placeOf(ref, ["spec", "objectives", "rpo"]),
      };
    }
  },
};

function worse(ref: Ref, own: number | undefined, behind: Behind | undefined) {
  const inner = behind && { of: behind.source, seconds: behind.value };
  return own !== undefined && own >= (inner?.seconds ?? 0) ? { of: ref, seconds: own } : inner;
}
