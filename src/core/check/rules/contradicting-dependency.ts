import type { Dependency } from "../../model/dependency.ts";
import type { Ref } from "../../model/ref.ts";
import { declaredDependencies, pathOfTarget } from "../facts/declared-dependencies.ts";
import type { Rule } from "../rule.ts";

type Single = Extract<Dependency, { readonly type: "one" }>;

export const contradictingDependency: Rule = {
  code: "contradicting-dependency",
  severity: "warning",
  title: "Something is either down or degraded without another, not both.",
  *check(context) {
    for (const all of declaredDependencies(context)) {
      const seen = new Map<Ref, Single[]>();
      for (const { document, dependency, index } of all) {
        if (dependency.type !== "one") continue;
        const others = seen.get(dependency.on) ?? [];
        seen.set(dependency.on, [...others, dependency]);
        const other = others.find((one) => one.need !== dependency.need && overlap(one, dependency));
        if (!other) continue;
        yield {
          message: `\`${document.ref}\` depends on \`${dependency.on}\` as ${other.need} above and as ${dependency.need} here`,
          help: "keep the one that is true, or give each a `phase` of its own: `startup` and `runtime`",
          place: context.resolved.placeOf(document.ref, pathOfTarget(index)),
        };
      }
    }
  },
};

function overlap(one: Single, other: Single): boolean {
  return one.phase === "both" || other.phase === "both" || one.phase === other.phase;
}
