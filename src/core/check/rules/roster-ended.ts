import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const rosterEnded: Rule = {
  code: "roster-ended",
  severity: "warning",
  title: "A roster says who is on duty from today on.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Roster")) {
      const last = spec.shifts
        .map(({ until }) => until)
        .toSorted()
        .at(-1);
      if (spec.rotation !== null || last === undefined || last.slice(0, 10) >= context.today) continue;
      yield {
        message: `the last shift of \`${spec.team}\` ended on ${last.slice(0, 10)}: nobody is on duty`,
        help: "add the next shifts, or a `rotation`, which does not end",
        place: context.resolved.placeOf(ref, ["spec", "shifts"], "key"),
      };
    }
  },
};
