import { declaredDependencies } from "../facts/declared-dependencies.ts";
import type { Rule } from "../rule.ts";

export const groupWithoutSpare: Rule = {
  code: "group-without-spare",
  severity: "info",
  title: "A redundancy group bears the loss of a member.",
  *check(context) {
    for (const { document, dependency, index } of declaredDependencies(context).flat()) {
      if (dependency.type !== "group" || dependency.anyOf.length > dependency.atLeast) continue;
      const { anyOf, atLeast } = dependency;
      yield {
        message:
          anyOf.length === 1
            ? `this group has one member, \`${anyOf[0]}\`: it is a hard dependency`
            : `this group needs ${atLeast} of its ${anyOf.length} members: losing any one of them takes \`${document.ref}\` down`,
        help: "add a member, lower `atLeast`, or write plain dependencies, which say what is the case",
        place: context.resolved.placeOf(document.ref, ["spec", "dependsOn", index, "anyOf"]),
      };
    }
  },
};
