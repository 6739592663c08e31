import type { Rule } from "../rule.ts";
import { formatPeriod } from "../../model/calendar.ts";
import { ofKind } from "../facts/of-kind.ts";
import { durationText } from "../facts/wording.ts";

const daySeconds = 86_400;
/** The longest month: a retention is not said to be too short because of February. */
const daysOfMonth = 31;

export const retentionShorterThanInterval: Rule = {
  code: "retention-shorter-than-interval",
  severity: "error",
  title: "A copy is kept until there is the next one.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Protection")) {
      const { retention, intervalSeconds } = spec;
      if (retention === null || intervalSeconds === null) continue;
      const retentionSeconds = (retention.months * daysOfMonth + retention.days) * daySeconds;
      if (retentionSeconds >= intervalSeconds) continue;
      yield {
        message: `a copy is kept for ${formatPeriod(retention)}, and the next one is made after ${durationText(intervalSeconds)}: in between there is none`,
        help: "keep copies for longer than the interval; for long enough to notice that data has gone bad",
        place: context.resolved.placeOf(ref, ["spec", "retention"]),
      };
    }
  },
};
