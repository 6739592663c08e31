import { declaredDependencies, pathOfTarget } from "../facts/declared-dependencies.ts";
import type { Rule } from "../rule.ts";

export const selfDependency: Rule = {
  code: "self-dependency",
  severity: "error",
  title: "Nothing depends on itself.",
  *check(context) {
    for (const { document, dependency, index } of declaredDependencies(context).flat()) {
      const { ref } = document;
      const member = dependency.type === "group" ? dependency.anyOf.indexOf(ref) : -1;
      if (dependency.type === "one" ? dependency.on !== ref : member < 0) continue;
      yield {
        message: `\`${ref}\` depends on itself`,
        help: "take it out, or name what was meant: instances of one thing are components of their own",
        place: context.resolved.placeOf(
          ref,
          member < 0 ? pathOfTarget(index) : ["spec", "dependsOn", index, "anyOf", member],
        ),
      };
    }
  },
};
