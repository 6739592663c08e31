import type { Rule } from "../rule.ts";
import { teamMembers } from "../../model/team-members.ts";
import { ofKind } from "../facts/of-kind.ts";

export const personInNoTeam: Rule = {
  code: "person-in-no-team",
  severity: "info",
  title: "Every person is in a team or named by a document.",
  *check(context) {
    const inTeams = new Set([...teamMembers(context.resolved.estate).values()].flat());
    const named = new Set(
      context.references.filter(({ from, text }) => from !== text).map(({ text }) => text),
    );
    for (const { ref } of ofKind(context, "Person")) {
      if (inTeams.has(ref) || named.has(ref)) continue;
      yield {
        message: `\`${ref}\` is in no team, and no document names them`,
        help: "add `teams` to the person, or remove a person who has no part in continuity",
        place: context.resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
