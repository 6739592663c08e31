import { pathToCause } from "../facts/failure-spread.ts";
import { planSpreads } from "../facts/plan-spreads.ts";
import type { Rule } from "../rule.ts";

/** The outage takes the means of ending it along: several of the longest public outages had this shape. */
export const controlPathNeedsRecovered: Rule = {
  code: "control-path-needs-recovered",
  severity: "error",
  title: "What a plan needs to be carried out does not need what the plan recovers.",
  *check(context) {
    for (const { plan, covered } of planSpreads(context)) {
      for (const [index, ref] of plan.spec.controlPath.entries()) {
        if (!covered.has(ref)) continue;
        const isCovered = covered.get(ref) === null;
        yield {
          message: isCovered
            ? `\`${plan.ref}\` recovers \`${ref}\` and needs it to do so`
            : `\`${plan.ref}\` needs \`${ref}\`, which is down with what it recovers: ${pathToCause(covered, ref)}`,
          help: "give the plan a way that works without it: an offline copy, an account for emergencies, a second provider elsewhere",
          place: context.resolved.placeOf(plan.ref, ["spec", "controlPath", index]),
        };
      }
    }
  },
};
