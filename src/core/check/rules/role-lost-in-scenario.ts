import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";
import { peopleOf } from "../facts/people.ts";

export const roleLostInScenario: Rule = {
  code: "role-lost-in-scenario",
  severity: "error",
  title: "In each scenario of a plan somebody is left for each role.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const scenario of spec.scenarios) {
        const missing = missingIn(context, scenario);
        for (const [index, { role, holder, deputies }] of spec.roles.entries()) {
          const people = [holder, ...deputies].flatMap((who) => (who ? peopleOf(context, who) : []));
          if (people.length === 0 || people.some((person) => !missing.has(person))) continue;
          yield {
            message: `in \`${scenario}\` everybody is missing who could be ${role}`,
            help: "name a deputy who is not lost with the others: from another team, or another site",
            place: context.resolved.placeOf(ref, ["spec", "roles", index, "role"]),
          };
        }
      }
    }
  },
};

function missingIn(context: CheckContext, scenario: Ref): ReadonlySet<Ref> {
  const missing = documentAt(context, "Scenario", scenario)?.spec.missing ?? [];
  return new Set(missing.flatMap((who) => peopleOf(context, who)));
}
