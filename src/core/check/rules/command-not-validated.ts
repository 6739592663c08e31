import { daysBetween } from "../../model/calendar.ts";
import type { Rule } from "../rule.ts";
import { runbookMeanings } from "../facts/runbook-meaning.ts";

/** Half a year: two rounds of a quarterly exercise may be missed, not three. */
const validDays = 180;

export const commandNotValidated: Rule = {
  code: "command-not-validated",
  severity: "warning",
  title: "A command or a request of the author's own was proven outside a crisis within the last 180 days.",
  *check(context) {
    for (const { view, acts } of runbookMeanings(context)) {
      for (const { step, call, meaning } of acts) {
        if (meaning.effect !== "open") continue;
        const { validatedOn } = step.step;
        const days = validatedOn === null ? null : daysBetween(validatedOn, context.today);
        if (days !== null && days <= validDays) continue;
        const field = validatedOn === null ? "id" : "validatedOn";
        yield {
          message:
            days === null
              ? `nobody has proven what step \`${step.id}\` runs (\`${call.connector}: ${call.name}\`)`
              : `what step \`${step.id}\` runs was last proven ${days} days ago, on ${validatedOn}`,
          help: "carry the step out where it does no harm, such as in a rehearsal, and note the day: `validatedOn: YYYY-MM-DD`",
          place: context.resolved.placeOf(view.document.ref, [...step.path, field]),
        };
      }
    }
  },
};
