import type { Rule } from "../rule.ts";
import { runbookMeanings } from "../facts/runbook-meaning.ts";

export const failbackWithoutCommitWindow: Rule = {
  code: "failback-without-commit-window",
  severity: "info",
  title: "A failback is provisional for a while: somebody decides to keep it or to take it back.",
  *check(context) {
    for (const { view, acts } of runbookMeanings(context)) {
      if (view.document.spec.purpose !== "failback") continue;
      const moves = acts.filter((act) => act.meaning.effect === "traffic");
      const first = moves[0];
      if (!first) continue;
      const decisions = view.steps.filter(({ step }) => step.decision !== null);
      if (decisions.some((step) => moves.some((move) => view.before(step).has(move.step.id)))) continue;
      yield {
        message: `after step \`${first.step.id}\` has sent users back, nobody decides whether it stays so`,
        help: "add a decision after it, with a time-out, one of whose options takes the change of places back",
        place: context.resolved.placeOf(view.document.ref, [...first.call.path, "do"]),
      };
    }
  },
};
