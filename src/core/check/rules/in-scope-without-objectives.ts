import type { Rule } from "../rule.ts";
import { promising } from "../facts/objectives.ts";

export const inScopeWithoutObjectives: Rule = {
  code: "in-scope-without-objectives",
  severity: "warning",
  title: "What continuity covers has an RTO.",
  *check(context) {
    for (const { ref, kind, spec } of promising(context)) {
      const { rtoSeconds, mtdSeconds } = spec.objectives;
      const isSaid = rtoSeconds !== null || (kind === "Function" && mtdSeconds !== null);
      if (spec.scope !== "in" || isSaid) continue;
      yield {
        message: `\`${ref}\` is in scope, and nobody has said how soon it must be back`,
        help: "add `objectives: { rto: …, rpo: …, mtd: … }`, agreed with those who need it",
        place: context.resolved.placeOf(ref, ["spec", "objectives"], "key"),
      };
    }
  },
};
