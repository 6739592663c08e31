import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const contractNotBegun: Rule = {
  code: "contract-not-begun",
  severity: "warning",
  title: "A contract on which continuity relies has begun.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Contract")) {
      const { startsOn } = spec;
      if (startsOn === null || startsOn <= context.today) continue;
      yield {
        message: `the contract with \`${spec.vendor}\` begins on ${startsOn}; until then it promises nothing`,
        help: "keep the contract before it as a document until then, or correct `startsOn`",
        place: context.resolved.placeOf(ref, ["spec", "startsOn"]),
      };
    }
  },
};
