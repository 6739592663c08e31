import type { Rule } from "../rule.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";
import { durationText } from "../facts/wording.ts";

export const objectiveBeyondAssessment: Rule = {
  code: "objective-beyond-assessment",
  severity: "warning",
  title: "The MTD of a function is what its business impact analysis found.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Assessment")) {
      const assessed = documentAt(context, "Function", spec.function);
      const promised = assessed?.spec.objectives.mtdSeconds ?? null;
      if (!assessed || promised === null || spec.mtdSeconds === null || promised <= spec.mtdSeconds) continue;
      yield {
        message: `the MTD of ${durationText(promised)} is longer than the ${durationText(spec.mtdSeconds)} that \`${ref}\` found to be tolerable`,
        help: "take the MTD of the analysis, or have the analysis made again and signed",
        place: context.resolved.placeOf(assessed.ref, ["spec", "objectives", "mtd"]),
      };
    }
  },
};
