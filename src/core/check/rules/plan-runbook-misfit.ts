import { reachOf } from "../facts/reach-of-plan.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const planRunbookMisfit: Rule = {
  code: "plan-runbook-misfit",
  severity: "warning",
  title: "A runbook of a plan recovers something that the plan covers, or that this relies on.",
  *check(context) {
    const { resolved } = context;
    const runbooks = new Map(ofKind(context, "Runbook").map(({ ref, spec }) => [ref, spec.recovers]));
    for (const { ref: plan, spec } of ofKind(context, "Plan")) {
      if (spec.covers.length === 0) continue;
      const reach = new Set(spec.covers.flatMap((ref) => [...reachOf(context, ref)]));
      for (const [index, ref] of spec.runbooks.entries()) {
        const recovers = runbooks.get(ref) ?? [];
        if (recovers.length === 0 || recovers.some((recovered) => reach.has(recovered))) continue;
        yield {
          message: `\`${ref}\` recovers ${recovers.map((recovered) => `\`${recovered}\``).join(", ")}, which is nothing that \`${plan}\` covers`,
          help: "take it out of the plan, add what it recovers to `covers`, or declare the dependency that connects the two",
          place: resolved.placeOf(plan, ["spec", "runbooks", index]),
        };
      }
    }
  },
};
