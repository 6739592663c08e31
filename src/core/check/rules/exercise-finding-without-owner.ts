import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const exerciseFindingWithoutOwner: Rule = {
  code: "exercise-finding-without-owner",
  severity: "warning",
  title: "Each open finding of an exercise belongs to somebody.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Exercise")) {
      for (const [index, { owner, closedOn }] of spec.findings.entries()) {
        if (owner !== null || closedOn !== null) continue;
        yield {
          message: "a finding of the exercise is open, and belongs to nobody",
          help: "add `owner` to the finding, or `closedOn` when it is done",
          place: context.resolved.placeOf(ref, ["spec", "findings", index, "text"]),
        };
      }
    }
  },
};
