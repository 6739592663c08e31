import { teamMembers } from "../../model/team-members.ts";
import type { Rule } from "../rule.ts";

export const quorumBeyondTeam: Rule = {
  code: "quorum-beyond-team",
  severity: "error",
  title: "An approval can be given by the people there are.",
  *check({ runbooks, resolved }) {
    const members = teamMembers(resolved.estate);
    for (const { document, steps } of runbooks) {
      for (const { step, path } of steps) {
        if (!step.approval) continue;
        const { by, quorum } = step.approval;
        const people = by.startsWith("person:") ? 1 : (members.get(by)?.length ?? 0);
        // A team that lists nobody is not known to have nobody.
        if (people === 0 || quorum <= people) continue;
        yield {
          message: `${quorum} approvals are asked of \`${by}\`, which has ${people}`,
          help: "lower the quorum, or add members to the team",
          place: resolved.placeOf(document.ref, [...path, "approval", "quorum"]),
        };
      }
    }
  },
};
