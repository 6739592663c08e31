import type { Rule } from "../rule.ts";
import type { DocumentOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { needsOf } from "../facts/needs.ts";
import { ofKind } from "../facts/of-kind.ts";
import { outOfScope } from "../facts/scope.ts";
import { refsText } from "../facts/wording.ts";

export const dependsOnOutOfScope: Rule = {
  code: "depends-on-out-of-scope",
  severity: "error",
  title: "What continuity covers does not depend hard on what it leaves out.",
  *check(context) {
    const out = outOfScope(context);
    const covered: readonly {
      readonly ref: Ref;
      readonly spec: Pick<DocumentOf<"Service">["spec"], "scope">;
    }[] = [...ofKind(context, "Service"), ...ofKind(context, "Function"), ...ofKind(context, "Component")];
    for (const { ref, spec } of covered) {
      if (spec.scope !== "in") continue;
      for (const { members, atLeast, hard, path } of needsOf(context, ref)) {
        const left = members.filter((member) => out.has(member));
        if (!hard || members.length - left.length >= atLeast) continue;
        yield {
          message: `\`${ref}\` is in scope and cannot do without ${refsText(left)}, out of scope`,
          help: "bring it into scope, make the dependency soft, or find an alternative that is in scope",
          place: context.resolved.placeOf(ref, path),
        };
      }
    }
  },
};
