import { pathToCause } from "../facts/failure-spread.ts";
import { planSpreads } from "../facts/plan-spreads.ts";
import type { Rule } from "../rule.ts";

export const controlPathLostInScenario: Rule = {
  code: "control-path-lost-in-scenario",
  severity: "error",
  title: "What a plan needs to be carried out survives the scenarios of the plan.",
  *check(context) {
    for (const { plan, covered, scenarios } of planSpreads(context)) {
      for (const [index, ref] of plan.spec.controlPath.entries()) {
        // What needs the recovered itself is told by a rule of its own.
        const lost = covered.has(ref) ? undefined : scenarios.find(({ spread }) => spread.has(ref));
        if (!lost) continue;
        yield {
          message: `\`${plan.ref}\` needs \`${ref}\`, which is down in \`${lost.ref}\`: ${pathToCause(lost.spread, ref)}`,
          help: "place it, or a second one of it, where the scenario does not reach, or plan without it",
          place: context.resolved.placeOf(plan.ref, ["spec", "controlPath", index]),
        };
      }
    }
  },
};
