import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const contractExpired: Rule = {
  code: "contract-expired",
  severity: "error",
  title: "A contract on which continuity relies is in force.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Contract")) {
      if (spec.expiresOn === null || spec.expiresOn >= context.today) continue;
      yield {
        message: `the contract with \`${spec.vendor}\` ended on ${spec.expiresOn}`,
        help: "renew it and correct `expiresOn`, or take what it covers from somebody else",
        place: context.resolved.placeOf(ref, ["spec", "expiresOn"]),
      };
    }
  },
};
