import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const roleWithoutHolder: Rule = {
  code: "role-without-holder",
  severity: "error",
  title: "Each role of a plan has a holder.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, { role, holder }] of spec.roles.entries()) {
        if (holder !== null) continue;
        yield {
          message: `nobody holds the role \`${role}\``,
          help: "name a person or a team under `holder`",
          place: context.resolved.placeOf(ref, ["spec", "roles", index, "role"]),
        };
      }
    }
  },
};
