import type { Ref } from "../../model/ref.ts";
import { teamMembers } from "../../model/team-members.ts";
import type { Rule } from "../rule.ts";

/** A run refuses the approval of whoever carries the step out, so such a step would wait for ever. */
export const approvalByDoerOnly: Rule = {
  code: "approval-by-doer-only",
  severity: "error",
  title: "An approval can be given by somebody else than the person who carries the step out.",
  *check({ runbooks, resolved }) {
    const members = teamMembers(resolved.estate);
    for (const { document, steps } of runbooks) {
      for (const { id, step, path, accountable } of steps) {
        const doer = step.responsible ?? accountable;
        if (!step.approval || !doer?.startsWith("person:")) continue;
        const approvers: readonly Ref[] = step.approval.by.startsWith("person:")
          ? [step.approval.by]
          : (members.get(step.approval.by) ?? []);
        // A team that lists nobody is not known to have nobody.
        if (approvers.length === 0 || approvers.some((person) => person !== doer)) continue;
        yield {
          message: `only \`${doer}\` could approve step \`${id}\`, and \`${doer}\` carries it out`,
          help: "let another team approve it, add somebody to that team, or give the step to somebody else",
          place: resolved.placeOf(document.ref, [...path, "approval", "by"]),
        };
      }
    }
  },
};
