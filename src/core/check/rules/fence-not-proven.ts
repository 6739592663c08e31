import type { Rule } from "../rule.ts";
import { certainlyBefore, certainlyProven, componentAt, runbookMeanings } from "../facts/runbook-meaning.ts";

/** Between the fence and the promotion somebody, or a watchdog, may have started the old writer again. */
export const fenceNotProven: Rule = {
  code: "fence-not-proven",
  severity: "error",
  title: "A fence is proven before something else becomes a writer, not only ordered.",
  *check(context) {
    for (const { view, acts, checks } of runbookMeanings(context)) {
      for (const { step, call, meaning, on } of acts) {
        if (meaning.effect !== "promote") continue;
        const fences = acts.filter(
          (act) => act.meaning.effect === "fence" && act.on !== on && certainlyBefore(view, act.step, step),
        );
        const demanded = meaning.demandsFenced ? componentAt(call, meaning.demandsFenced) : null;
        if (fences.length === 0 || demanded !== null) continue;
        if (checks.some((check) => check.proves === "fenced" && certainlyProven(view, check, step))) continue;
        const fenced = fences.map((act) => `\`${act.on ?? act.step.id}\``).join(", ");
        yield {
          message: `step \`${step.id}\` makes \`${on ?? call.name}\` a writer without a proof that ${fenced} is fenced`,
          help: "add a check that proves the fence, as `verify` of a step before or as `precondition` of this one",
          place: context.resolved.placeOf(view.document.ref, [...call.path, "do"]),
        };
      }
    }
  },
};
