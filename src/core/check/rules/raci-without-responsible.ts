import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const raciWithoutResponsible: Rule = {
  code: "raci-without-responsible",
  severity: "warning",
  title: "Each task of a plan has somebody who does it.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, { task, responsible }] of spec.raci.entries()) {
        if (responsible.length > 0) continue;
        yield {
          message: `nobody does the task \`${task}\``,
          help: "name those who do it under `responsible`; it may be whoever is accountable",
          place: context.resolved.placeOf(ref, ["spec", "raci", index, "task"]),
        };
      }
    }
  },
};
