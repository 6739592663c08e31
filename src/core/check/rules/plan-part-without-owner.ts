import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";
import { partsOf } from "../facts/plan-duties.ts";

export const planPartWithoutOwner: Rule = {
  code: "plan-part-without-owner",
  severity: "warning",
  title: "Each part of a plan belongs to somebody.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const { name, path, owner } of partsOf(spec)) {
        if (owner !== null) continue;
        yield {
          message: `nobody owns ${name}`,
          help: "add `owner` to that part: who owns the plan as a whole seldom knows when a part has gone stale",
          place: context.resolved.placeOf(ref, [...path, "owner"]),
        };
      }
    }
  },
};
