import type { Rule } from "../rule.ts";
import { needsOf } from "../facts/needs.ts";
import { ofKind } from "../facts/of-kind.ts";
import { outOfScope } from "../facts/scope.ts";
import { refsText } from "../facts/wording.ts";

export const functionServedOutOfScope: Rule = {
  code: "function-served-out-of-scope",
  severity: "warning",
  title: "A function in scope is served by something in scope.",
  *check(context) {
    const out = outOfScope(context);
    for (const { ref, spec } of ofKind(context, "Function")) {
      const needs = needsOf(context, ref);
      const members = needs.flatMap((need) => need.members);
      // A hard need of something left out is an error with a rule of its own.
      if (spec.scope !== "in" || members.length === 0 || needs.some(({ hard }) => hard)) continue;
      if (!members.every((member) => out.has(member))) continue;
      yield {
        message: `\`${ref}\` is in scope, and all that serves it is out: ${refsText(members)}`,
        help: "bring one of them into scope, or leave the function out too and say why",
        place: context.resolved.placeOf(ref, ["spec", "scope"]),
      };
    }
  },
};
