import type { Rule } from "../rule.ts";
import { certainlyBefore, certainlyProven, componentAt, runbookMeanings } from "../facts/runbook-meaning.ts";

/** Two writers are the one mistake no failback repairs: what both accepted cannot be put together again. */
export const promoteWithoutFence: Rule = {
  code: "promote-without-fence",
  severity: "error",
  title: "Nothing becomes a writer before the old writer is fenced, on every way through the runbook.",
  *check(context) {
    for (const { view, acts, checks } of runbookMeanings(context)) {
      for (const { step, call, meaning, on } of acts) {
        if (meaning.effect !== "promote") continue;
        const isFenced = acts.some(
          (act) => act.meaning.effect === "fence" && act.on !== on && certainlyBefore(view, act.step, step),
        );
        const isProven = checks.some(
          (check) => check.proves === "fenced" && check.on !== on && certainlyProven(view, check, step),
        );
        const isDemanded = meaning.demandsFenced !== undefined && componentAt(call, meaning.demandsFenced);
        // A proof will do, be it a check or one the act demands itself: a person or another tool may have fenced.
        if (isFenced || isProven || isDemanded) continue;
        yield {
          message: `step \`${step.id}\` makes \`${on ?? call.name}\` a writer, and nothing before it fences another`,
          help: "add a step before it that fences the old writer, and a check that proves the fence; without `when`, or with the same",
          place: context.resolved.placeOf(view.document.ref, [...call.path, "do"]),
        };
      }
    }
  },
};
