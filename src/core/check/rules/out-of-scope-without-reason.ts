import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

/** ISO 22301 4.3.2: exclusions from the scope are documented and explained. */
export const outOfScopeWithoutReason: Rule = {
  code: "out-of-scope-without-reason",
  severity: "warning",
  title: "What is left out of scope says why.",
  *check(context) {
    const documents = [
      ...ofKind(context, "Service"),
      ...ofKind(context, "Function"),
      ...ofKind(context, "Component"),
    ];
    for (const { ref, spec } of documents) {
      if (spec.scope !== "out" || spec.scopeReason !== null) continue;
      yield {
        message: `\`${ref}\` is out of scope, and nobody has said why`,
        help: "add `scopeReason`: who reads the plan in a year must see that it was decided and not forgotten",
        place: context.resolved.placeOf(ref, ["spec", "scope"]),
      };
    }
  },
};
