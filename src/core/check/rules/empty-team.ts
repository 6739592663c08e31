import type { Rule } from "../rule.ts";
import { areAllRead, documentAt, ofKind } from "../facts/of-kind.ts";
import { peopleOf } from "../facts/people.ts";

export const emptyTeam: Rule = {
  code: "empty-team",
  severity: "warning",
  title: "A team that has something to answer for has people.",
  *check(context) {
    if (!areAllRead(context, "Person")) return;
    // Where nobody keeps people as documents, a team that lists none is not known to be empty.
    const isStaffed = ofKind(context, "Person").length > 0;
    const answerable = new Set(
      context.references.filter(({ kinds }) => kinds.includes("team")).map(({ text }) => text),
    );
    for (const { ref, spec } of ofKind(context, "Team")) {
      const isEmpty = spec.capacity === 0 || (isStaffed && spec.capacity === null && isDeserted(ref));
      if (!isEmpty || !answerable.has(ref)) continue;
      yield {
        message: `nobody is in \`${ref}\`, and others rely on it`,
        help: "list its `members`, name it under `teams` of each person, or give what it has to another team",
        place: context.resolved.placeOf(
          ref,
          spec.capacity === 0 ? ["spec", "capacity"] : ["metadata", "name"],
        ),
      };
    }

    function isDeserted(ref: string): boolean {
      const team = documentAt(context, "Team", ref);
      return team !== null && peopleOf(context, team.ref).length === 0;
    }
  },
};
