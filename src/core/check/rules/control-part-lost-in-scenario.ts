import { controlProviders, lostParts } from "../facts/control-providers.ts";
import { planSpreads } from "../facts/plan-spreads.ts";
import type { Rule } from "../rule.ts";

export const controlPartLostInScenario: Rule = {
  code: "control-part-lost-in-scenario",
  severity: "warning",
  title: "In each scenario of a plan people can still log in, talk and reach Holdfast and the runbooks.",
  *check(context) {
    const all = controlProviders(context);
    for (const { plan, covered, scenarios } of planSpreads(context)) {
      const known = new Set(lostParts(all, covered, []).map(({ part }) => part));
      for (const { ref, index, spread } of scenarios) {
        for (const { part, providers } of lostParts(all, spread, plan.spec.controlPath)) {
          // Lost with what the plan covers already: that has a rule of its own.
          if (known.has(part)) continue;
          yield {
            message: `in \`${ref}\` nothing gives \`${part}\`: ${providers.map((provider) => `\`${provider}\``).join(", ")} ${providers.length === 1 ? "is" : "are"} down`,
            help: "place one that gives it where the scenario does not reach, or say in `controlPath` by what the plan gets on without",
            place: context.resolved.placeOf(plan.ref, ["spec", "scenarios", index]),
          };
        }
      }
    }
  },
};
