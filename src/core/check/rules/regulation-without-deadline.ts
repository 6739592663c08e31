import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const regulationWithoutDeadline: Rule = {
  code: "regulation-without-deadline",
  severity: "warning",
  title: "A message that the law demands has a deadline.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, entry] of spec.communication.entries()) {
        if (entry.regulation === null || entry.deadlineSeconds !== null) continue;
        yield {
          message: `\`${entry.regulation}\` demands that \`${entry.audience}\` are told, and the plan does not say by when`,
          help: "add `deadline`, counted from the declaration; where the law names none, the one you set yourselves",
          place: context.resolved.placeOf(ref, ["spec", "communication", index, "regulation"]),
        };
      }
    }
  },
};
