import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const assumptionUntested: Rule = {
  code: "assumption-untested",
  severity: "warning",
  title: "Each assumption has been tested.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Assumption")) {
      if (spec.lastTestedOn !== null) continue;
      yield {
        message: `nobody has ever tested it: ${spec.statement}`,
        help: `${spec.test === null ? "say under `test` how it is tested, " : ""}test it, and write down \`lastTestedOn\` and \`holds\``,
        place: context.resolved.placeOf(ref, ["spec", "statement"]),
      };
    }
  },
};
