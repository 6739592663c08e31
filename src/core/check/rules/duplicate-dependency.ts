import type { Ref } from "../../model/ref.ts";
import { declaredDependencies, pathOfTarget } from "../facts/declared-dependencies.ts";
import type { Rule } from "../rule.ts";

export const duplicateDependency: Rule = {
  code: "duplicate-dependency",
  severity: "warning",
  title: "A dependency is declared once.",
  *check(context) {
    for (const all of declaredDependencies(context)) {
      const seen = new Set<`${Ref} ${string}`>();
      for (const { document, dependency, index } of all) {
        if (dependency.type !== "one") continue;
        const key = `${dependency.on} ${dependency.need} ${dependency.phase}` as const;
        if (seen.has(key)) {
          yield {
            message: `\`${document.ref}\` declares its dependency on \`${dependency.on}\` again`,
            help: "take one of the two out",
            place: context.resolved.placeOf(document.ref, pathOfTarget(index)),
          };
        }
        seen.add(key);
      }
    }
  },
};
