import type { Rule } from "../rule.ts";
import type { DocumentOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";

export const lastExerciseNotPassed: Rule = {
  code: "last-exercise-not-passed",
  severity: "warning",
  title: "The last exercise of a plan was passed.",
  *check(context) {
    const last = new Map<Ref, DocumentOf<"Exercise">>();
    for (const exercise of ofKind(context, "Exercise")) {
      const { plan, heldOn, result } = exercise.spec;
      if (plan === null || heldOn === null || result === null) continue;
      if ((last.get(plan)?.spec.heldOn ?? "") < heldOn) last.set(plan, exercise);
    }
    for (const [plan, { ref, spec }] of last) {
      if (spec.result === "passed") continue;
      yield {
        message: `the last exercise of \`${plan}\`, on ${spec.heldOn}, was ${spec.result === "failed" ? "failed" : "passed in part"}`,
        help: "mend what it showed, and hold it again",
        place: context.resolved.placeOf(ref, ["spec", "result"]),
      };
    }
  },
};
