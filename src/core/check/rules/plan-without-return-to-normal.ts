import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const planWithoutReturnToNormal: Rule = {
  code: "plan-without-return-to-normal",
  severity: "warning",
  title: "A plan says how all gets back to normal.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const isMissing =
        (spec.returnToNormal?.runbooks.length ?? 0) === 0 && (spec.returnToNormal?.text ?? null) === null;
      if (!isMissing) continue;
      yield {
        message: `\`${ref}\` does not say how all gets back to normal`,
        help: "add `returnToNormal` with the failback runbooks, or with a `text` that says what is done",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
