import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const scenarioFailsNothing: Rule = {
  code: "scenario-fails-nothing",
  severity: "warning",
  title: "A scenario says what fails, what is suspect, or who is missing.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Scenario")) {
      if (spec.fails.length > 0 || spec.missing.length > 0 || (spec.suspect?.data.length ?? 0) > 0) continue;
      yield {
        message: `in \`${ref}\` nothing fails, nothing is suspect and nobody is missing`,
        help: "add `fails: [site:NAME]`, `suspect: { data: [component:NAME] }` or `missing: [team:NAME]`",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
