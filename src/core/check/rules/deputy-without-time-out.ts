import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const deputyWithoutTimeOut: Rule = {
  code: "deputy-without-time-out",
  severity: "warning",
  title: "A deputy knows from when on they may declare.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, { who, afterSeconds }] of (spec.authority?.declare ?? []).entries()) {
        // The first may at once; so may all of those of whom several must agree.
        if (index < (spec.authority?.quorum ?? 1) || afterSeconds !== null) continue;
        yield {
          message: `nobody has said after how long \`${who}\` may declare in place of those before`,
          help: "add `after`, such as `after: PT10M`",
          place: context.resolved.placeOf(ref, ["spec", "authority", "declare", index, "who"]),
        };
      }
    }
  },
};
