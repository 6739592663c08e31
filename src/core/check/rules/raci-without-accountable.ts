import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const raciWithoutAccountable: Rule = {
  code: "raci-without-accountable",
  severity: "error",
  title: "Each task of a plan has somebody accountable.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, { task, accountable }] of spec.raci.entries()) {
        if (accountable.length > 0) continue;
        yield {
          message: `nobody is accountable for the task \`${task}\``,
          help: "name exactly one person or team under `accountable`",
          place: context.resolved.placeOf(ref, ["spec", "raci", index, "task"]),
        };
      }
    }
  },
};
