import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const planWithoutRunbook: Rule = {
  code: "plan-without-runbook",
  severity: "warning",
  title: "A plan says how what it covers is recovered.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const isMissing = spec.runbooks.length === 0 && spec.covers.length > 0;
      if (!isMissing) continue;
      yield {
        message: `\`${ref}\` has no runbook`,
        help: "list the runbooks in `runbooks`; work by hand is a runbook of steps for people",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
