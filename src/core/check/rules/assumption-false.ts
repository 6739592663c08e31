import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";
import { refsText } from "../facts/wording.ts";

export const assumptionFalse: Rule = {
  code: "assumption-false",
  severity: "error",
  title: "Nothing is built on an assumption that a test has refuted.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Assumption")) {
      if (spec.holds !== false) continue;
      const about = spec.about.length > 0 ? `, and it is about ${refsText(spec.about)}` : "";
      yield {
        message: `its last test said that it does not hold${about}: ${spec.statement}`,
        help: "change what is built on it, then remove it or test it again",
        place: context.resolved.placeOf(ref, ["spec", "holds"]),
      };
    }
  },
};
