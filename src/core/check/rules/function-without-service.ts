import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const functionWithoutService: Rule = {
  code: "function-without-service",
  severity: "warning",
  title: "A function says what it needs.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Function")) {
      if (spec.scope === "out" || spec.dependsOn.length > 0) continue;
      yield {
        message: `\`${ref}\` names nothing that it needs, so nobody can say when it is down`,
        help: "add `dependsOn` with the services it needs, or `scope: out` with the reason",
        place: context.resolved.placeOf(ref, ["spec", "dependsOn"]),
      };
    }
  },
};
