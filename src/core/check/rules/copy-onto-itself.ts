import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const copyOntoItself: Rule = {
  code: "copy-onto-itself",
  severity: "error",
  title: "A copy is held by something else than the original.",
  *check(context) {
    const help =
      "name the component that holds the copy; another disk of the same host is lost with the host";
    for (const { ref, spec } of ofKind(context, "Protection")) {
      const source = spec.source ?? spec.protects;
      if (spec.target !== source) continue;
      yield {
        message: `the copy of \`${source}\` is kept in \`${source}\` itself`,
        help,
        place: context.resolved.placeOf(ref, ["spec", "target"]),
      };
    }
    for (const { ref, spec } of ofKind(context, "Component")) {
      if (spec.replicaOf !== ref) continue;
      yield {
        message: `\`${ref}\` is a replica of itself`,
        help,
        place: context.resolved.placeOf(ref, ["spec", "replicaOf"]),
      };
    }
  },
};
