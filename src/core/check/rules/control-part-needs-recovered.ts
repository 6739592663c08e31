import { controlProviders, lostParts } from "../facts/control-providers.ts";
import { planSpreads } from "../facts/plan-spreads.ts";
import type { Rule } from "../rule.ts";

export const controlPartNeedsRecovered: Rule = {
  code: "control-part-needs-recovered",
  severity: "warning",
  title: "While what a plan covers is down, people can still log in, talk and reach the runbooks.",
  *check(context) {
    const all = controlProviders(context);
    for (const { plan, covered } of planSpreads(context)) {
      for (const { part, providers } of lostParts(all, covered, plan.spec.controlPath)) {
        yield {
          message: `while what \`${plan.ref}\` covers is down, nothing gives \`${part}\`: ${providers.map((ref) => `\`${ref}\``).join(", ")} ${providers.length === 1 ? "is" : "are"} down as well`,
          help: "add a provider that does not need it, or say in `controlPath` by what the plan gets on without",
          place: context.resolved.placeOf(plan.ref, ["spec", "covers"]),
        };
      }
    }
  },
};
