import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const runbookRecoversNothing: Rule = {
  code: "runbook-recovers-nothing",
  severity: "warning",
  title: "A runbook names what it recovers.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Runbook")) {
      if (spec.recovers.length > 0) continue;
      yield {
        message: `\`${ref}\` recovers nothing`,
        help: "add `recovers: [service:NAME]`, so that its run has objectives and impact analysis can propose it",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
