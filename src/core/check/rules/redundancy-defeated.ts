import type { Ref } from "../../model/ref.ts";
import { declaredDependencies } from "../facts/declared-dependencies.ts";
import type { Rule } from "../rule.ts";

export const redundancyDefeated: Rule = {
  code: "redundancy-defeated",
  severity: "warning",
  title: "A member of a redundancy group is not needed besides, as if it had no alternative.",
  *check(context) {
    for (const all of declaredDependencies(context)) {
      const needed = new Set<Ref>();
      for (const { dependency } of all) {
        if (dependency.type === "one" && dependency.need === "hard") needed.add(dependency.on);
      }
      for (const { document, dependency, index } of all) {
        if (dependency.type !== "group") continue;
        const member = dependency.anyOf.findIndex((ref) => needed.has(ref));
        const ref = dependency.anyOf[member];
        if (ref === undefined) continue;
        yield {
          message: `\`${document.ref}\` is down without \`${ref}\` anyway, so its alternatives help nothing`,
          help: "take out the hard dependency if the group is the truth, or the member if it is not",
          place: context.resolved.placeOf(document.ref, ["spec", "dependsOn", index, "anyOf", member]),
        };
      }
    }
  },
};
