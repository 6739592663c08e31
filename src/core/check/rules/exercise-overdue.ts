import type { Rule } from "../rule.ts";
import { addPeriod } from "../../model/calendar.ts";
import { lastExercised } from "../facts/exercises.ts";
import { policyMatches } from "../facts/policies.ts";
import { areAllRead } from "../facts/of-kind.ts";

export const exerciseOverdue: Rule = {
  code: "exercise-overdue",
  severity: "warning",
  title: "Exercises are held as often as a policy demands.",
  *check(context) {
    if (!areAllRead(context, "Exercise", "Plan", "Runbook")) return;
    const exercised = lastExercised(context);
    for (const { policy, document } of policyMatches(context)) {
      const last = exercised.get(document.ref);
      const { exerciseEvery } = policy.spec.requires;
      if (exerciseEvery === null || !last) continue;
      const due = addPeriod(last.on, exerciseEvery);
      if (due >= context.today) continue;
      yield {
        message: `\`${last.by}\` of ${last.on} was the last exercise that was passed, and \`${policy.ref}\` wanted the next by ${due}`,
        help: "hold an exercise and record it with `heldOn` and `result`",
        place: context.resolved.placeOf(document.ref, ["metadata", "name"]),
      };
    }
  },
};
