import type { Rule } from "../rule.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";

export const assessmentExpired: Rule = {
  code: "assessment-expired",
  severity: "warning",
  title: "A business impact analysis is made again before it expires.",
  *check(context) {
    if (!areAllRead(context, "Assessment")) return;
    const current = new Set(
      ofKind(context, "Assessment")
        .filter(({ spec }) => spec.expiresOn === null || spec.expiresOn >= context.today)
        .map(({ spec }) => spec.function),
    );
    for (const { ref, spec } of ofKind(context, "Assessment")) {
      // A later analysis of the same function has taken its place.
      if (spec.expiresOn === null || spec.expiresOn >= context.today || current.has(spec.function)) continue;
      yield {
        message: `the analysis of \`${spec.function}\` held until ${spec.expiresOn}, and there is no later one`,
        help: "ask those who know the function again, and have it signed",
        place: context.resolved.placeOf(ref, ["spec", "expiresOn"]),
      };
    }
  },
};
