import type { Rule } from "../rule.ts";
import { promising } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";

/** ISO 22301 8.2.2: the RTO lies within the time after which the impact is no longer tolerable (the MTD). */
export const rtoBeyondMtd: Rule = {
  code: "rto-beyond-mtd",
  severity: "error",
  title: "The RTO is shorter than the MTD.",
  *check(context) {
    for (const { ref, spec } of promising(context)) {
      const { rtoSeconds, mtdSeconds } = spec.objectives;
      if (rtoSeconds === null || mtdSeconds === null || rtoSeconds < mtdSeconds) continue;
      yield {
        message: `the RTO of ${durationText(rtoSeconds)} is not shorter than the MTD of ${durationText(mtdSeconds)}`,
        help: "shorten the RTO: between it and the MTD must be time to notice, to decide, and for what goes wrong",
        place: context.resolved.placeOf(ref, ["spec", "objectives", "rto"]),
      };
    }
  },
};
