import type { Rule } from "../rule.ts";
import { runbookMeanings } from "../facts/runbook-meaning.ts";

/** What only the old side has is lost for good when it is overwritten; customers were told it was accepted. */
export const rebuildBeforeDivergence: Rule = {
  code: "rebuild-before-divergence",
  severity: "warning",
  title: "What only the old side has is extracted before it is overwritten.",
  *check(context) {
    for (const { view, acts, checks } of runbookMeanings(context)) {
      const { purpose } = view.document.spec;
      const fenced = new Set(acts.filter((act) => act.meaning.effect === "fence").map((act) => act.on));
      for (const { step, call, meaning, on } of acts) {
        if (purpose !== "failover" || meaning.effect !== "rebuild" || on === null || !fenced.has(on))
          continue;
        const before = view.before(step);
        if (checks.some((check) => check.proves === "divergence" && before.has(check.step.id))) continue;
        yield {
          message: `step \`${step.id}\` overwrites \`${on}\`, and nothing before it extracts what only \`${on}\` has`,
          help: "add a check before it that extracts the difference, and decide on what it finds",
          place: context.resolved.placeOf(view.document.ref, [...call.path, "do"]),
        };
      }
    }
  },
};
