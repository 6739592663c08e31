import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const scenarioWithoutPlan: Rule = {
  code: "scenario-without-plan",
  severity: "warning",
  title: "For each scenario there is a plan.",
  *check(context) {
    const { resolved } = context;
    const planned = new Set(ofKind(context, "Plan").flatMap(({ spec }) => spec.scenarios));
    for (const { ref } of ofKind(context, "Scenario")) {
      if (planned.has(ref)) continue;
      yield {
        message: `no plan is for \`${ref}\``,
        help: "list it in the `scenarios` of a plan; if it is borne on purpose, suppress this with the reason",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
