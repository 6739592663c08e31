import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const assumptionExpired: Rule = {
  code: "assumption-expired",
  severity: "warning",
  title: "An assumption is looked at again before it expires.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Assumption")) {
      if (spec.expiresOn === null || spec.expiresOn >= context.today) continue;
      yield {
        message: `nobody has stood by it since ${spec.expiresOn}: ${spec.statement}`,
        help: "test it again, and correct `lastTestedOn`, `holds` and `expiresOn`",
        place: context.resolved.placeOf(ref, ["spec", "expiresOn"]),
      };
    }
  },
};
