import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const communicationWithoutApprover: Rule = {
  code: "communication-without-approver",
  severity: "warning",
  title: "Somebody approves what each audience is told.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, { audience, approver }] of spec.communication.entries()) {
        if (approver !== null) continue;
        yield {
          message: `nobody approves what \`${audience}\` are told`,
          help: "add `approver`: without one, messages wait, or go out wrong",
          place: context.resolved.placeOf(ref, ["spec", "communication", index, "audience"]),
        };
      }
    }
  },
};
