import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";
import { rtoByRef } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";

export const monitorSlowerThanRto: Rule = {
  code: "monitor-slower-than-rto",
  severity: "error",
  title: "A failure is noticed before the RTO is over.",
  *check(context) {
    const rtos = rtoByRef(context);
    for (const { ref, spec } of ofKind(context, "Monitor")) {
      const seconds = (spec.everySeconds ?? 0) + (spec.threshold?.forSeconds ?? 0);
      const path = spec.threshold?.forSeconds == null ? ["spec", "every"] : ["spec", "threshold", "for"];
      const late = spec.watches.find((thing) => seconds >= (rtos.get(thing) ?? Number.POSITIVE_INFINITY));
      if (late === undefined) continue;
      yield {
        message: `it notices a failure after up to ${durationText(seconds)}, when \`${late}\` was to be back in ${durationText(rtos.get(late) ?? 0)}`,
        help: "look more often, or let fewer failures in a row count: noticing is part of the RTO",
        place: context.resolved.placeOf(ref, path),
      };
    }
  },
};
