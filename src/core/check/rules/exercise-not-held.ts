import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const exerciseNotHeld: Rule = {
  code: "exercise-not-held",
  severity: "warning",
  title: "An exercise that was planned has been held.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Exercise")) {
      if (spec.plannedOn === null || spec.heldOn !== null || spec.plannedOn >= context.today) continue;
      yield {
        message: `it was planned for ${spec.plannedOn}, and nobody has written down that it was held`,
        help: "add `heldOn` and `result`, or plan another day",
        place: context.resolved.placeOf(ref, ["spec", "plannedOn"]),
      };
    }
  },
};
