import type { Rule } from "../rule.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { Exposure } from "../../model/exposure.ts";
import { ofKind } from "../facts/of-kind.ts";

export const exposureFalls: Rule = {
  code: "exposure-falls",
  severity: "warning",
  title: "What an outage has cost in all does not become less with time.",
  *check(context) {
    for (const { ref, spec } of [...ofKind(context, "Function"), ...ofKind(context, "Assessment")]) {
      const path = fallIn(spec.exposure);
      if (!path) continue;
      yield {
        message:
          "the loss falls from one point of the curve to a later one, or the points are not in the order of time",
        help: "write the loss in all up to each time, in one currency, by rising time",
        place: context.resolved.placeOf(ref, ["spec", "exposure", ...path]),
      };
    }
  },
};

function fallIn(exposure: readonly Exposure[]): DocumentPath | null {
  for (const [index, point] of exposure.entries()) {
    const before = exposure[index - 1];
    if (!before || before.currency !== point.currency) continue;
    if (point.afterSeconds <= before.afterSeconds) return [index, "after"];
    if (point.amount < before.amount) return [index, "amount"];
  }
  return null;
}
