import type { Rule } from "../rule.ts";
import { certainlyBefore, runbookMeanings } from "../facts/runbook-meaning.ts";

/** Users who arrive before the data have a writer get errors at best, and write into the wrong copy at worst. */
export const trafficBeforeData: Rule = {
  code: "traffic-before-data",
  severity: "error",
  title: "Users are sent on only after the data there has its writer.",
  *check(context) {
    for (const { view, acts } of runbookMeanings(context)) {
      const promotions = acts.filter((act) => act.meaning.effect === "promote");
      if (promotions.length === 0) continue;
      for (const { step, call, meaning } of acts) {
        if (meaning.effect !== "traffic") continue;
        if (promotions.some((act) => certainlyBefore(view, act.step, step))) continue;
        const waits = promotions.map((act) => `\`${act.step.id}\``).join(", ");
        yield {
          message: `step \`${step.id}\` moves traffic without waiting for the promotion in ${waits}`,
          help: `let it come after the promotion and the check that it serves: \`after: [${promotions[0]?.step.id}]\``,
          place: context.resolved.placeOf(view.document.ref, [...call.path, "do"]),
        };
      }
    }
  },
};
