import type { Rule } from "../rule.ts";
import { formatPeriod } from "../../model/calendar.ts";
import { lastExercised } from "../facts/exercises.ts";
import { policyPromises } from "../facts/policies.ts";
import { areAllRead } from "../facts/of-kind.ts";

export const policyNoExercise: Rule = {
  code: "policy-no-exercise",
  severity: "warning",
  title: "Where a policy demands exercises, one has been held and passed.",
  *check(context) {
    if (!areAllRead(context, "Exercise", "Plan", "Runbook")) return;
    const exercised = lastExercised(context);
    for (const { policy, document } of policyPromises(context)) {
      const { exerciseEvery } = policy.spec.requires;
      if (exerciseEvery === null || exercised.has(document.ref)) continue;
      yield {
        message: `\`${policy.ref}\` demands an exercise every ${formatPeriod(exerciseEvery)}, and none that covers \`${document.ref}\` was passed`,
        help: "hold one, at least around a table, and record it as an Exercise with `heldOn` and `result`",
        place: context.resolved.placeOf(document.ref, ["metadata", "name"]),
      };
    }
  },
};
