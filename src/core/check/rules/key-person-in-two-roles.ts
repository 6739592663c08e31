import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";

export const keyPersonInTwoRoles: Rule = {
  code: "key-person-in-two-roles",
  severity: "warning",
  title: "Nobody holds two roles of one plan.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const held = new Map<Ref, string>();
      for (const [index, { role, holder }] of spec.roles.entries()) {
        if (!holder?.startsWith("person:")) continue;
        const other = held.get(holder);
        held.set(holder, other ?? role);
        if (other === undefined) continue;
        yield {
          message: `\`${holder}\` is ${other} and ${role} at once`,
          help: "give one of the roles to somebody else; a deputy may well be the holder of another role",
          place: context.resolved.placeOf(ref, ["spec", "roles", index, "holder"]),
        };
      }
    }
  },
};
