import { declaredDependencies } from "../facts/declared-dependencies.ts";
import type { Rule } from "../rule.ts";

export const repeatedGroupMember: Rule = {
  code: "repeated-group-member",
  severity: "error",
  title: "A redundancy group counts each member once.",
  *check(context) {
    for (const { document, dependency, index } of declaredDependencies(context).flat()) {
      if (dependency.type !== "group") continue;
      const again = dependency.anyOf.findIndex((ref, at) => dependency.anyOf.indexOf(ref) < at);
      const ref = dependency.anyOf[again];
      if (ref === undefined) continue;
      yield {
        message: `\`${ref}\` stands twice in one redundancy group: it cannot be its own alternative`,
        help: "name the other one that was meant, or take it out and see whether the group still has an alternative",
        place: context.resolved.placeOf(document.ref, ["spec", "dependsOn", index, "anyOf", again]),
      };
    }
  },
};
