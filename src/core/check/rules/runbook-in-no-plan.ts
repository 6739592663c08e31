import { plansByRunbook } from "../facts/plan-runbooks.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const runbookInNoPlan: Rule = {
  code: "runbook-in-no-plan",
  severity: "info",
  title: "In an estate with plans, each runbook belongs to one.",
  *check(context) {
    const { resolved, runbooks } = context;
    if (ofKind(context, "Plan").length === 0 || !areAllRead(context, "Plan")) return;
    const used = plansByRunbook(context);
    for (const { document } of runbooks) {
      if (used.has(document.ref)) continue;
      yield {
        message: `no plan uses \`${document.ref}\`, so nobody is told when to run it`,
        help: "list it in the `runbooks` of a plan or of its `returnToNormal`, or delete it",
        place: resolved.placeOf(document.ref, ["metadata", "name"]),
      };
    }
  },
};
