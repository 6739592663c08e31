import { plansByRunbook } from "../facts/plan-runbooks.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

const spelling = (role: string) => role.trim().toLowerCase();

export const roleNotHeld: Rule = {
  code: "role-not-held",
  severity: "warning",
  title:
    "A role that a step asks for is held by somebody, in each plan that uses the runbook or on a roster.",
  *check(context) {
    const { resolved, runbooks } = context;
    const onRoster = new Set<string>();
    for (const { spec } of ofKind(context, "Roster")) {
      for (const { role } of spec.shifts) if (role !== null) onRoster.add(spelling(role));
    }
    const plans = plansByRunbook(context);
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        if (step.role === null || onRoster.has(spelling(step.role))) continue;
        const wanted = spelling(step.role);
        const without = (plans.get(document.ref) ?? []).filter(
          ({ spec }) =>
            !spec.roles.some(
              ({ role, holder, deputies }) =>
                spelling(role) === wanted && (holder !== null || deputies.length > 0),
            ),
        );
        if (without.length === 0) continue;
        const names = without.map(({ ref }) => `\`${ref}\``).join(", ");
        yield {
          message: `step \`${id}\` is for the role \`${step.role}\`, which nobody holds in ${names}`,
          help: "add the role with a holder and a deputy to the `roles` of the plan, or correct the role",
          place: resolved.placeOf(document.ref, [...path, "role"]),
        };
      }
    }
  },
};
