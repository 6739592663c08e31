import type { Rule } from "../rule.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";

export const roleWithoutDeputy: Rule = {
  code: "role-without-deputy",
  severity: "warning",
  title: "Each person with a role in a plan has a deputy.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, { role, holder, deputies }] of spec.roles.entries()) {
        // In a team the others stand in; and a person may have a deputy for everything.
        const own = documentAt(context, "Person", holder)?.spec.deputy ?? null;
        if (!holder?.startsWith("person:") || deputies.length > 0 || own !== null) continue;
        yield {
          message: `\`${holder}\` is ${role}, and nobody stands in`,
          help: "name somebody under `deputies`, or give the role to a team",
          place: context.resolved.placeOf(ref, ["spec", "roles", index, "holder"]),
        };
      }
    }
  },
};
