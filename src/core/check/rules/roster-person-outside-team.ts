import type { Rule } from "../rule.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { Ref } from "../../model/ref.ts";
import type { RosterSpec } from "../../model/roster.ts";
import { ofKind } from "../facts/of-kind.ts";
import { peopleOf } from "../facts/people.ts";

export const rosterPersonOutsideTeam: Rule = {
  code: "roster-person-outside-team",
  severity: "warning",
  title: "Whoever is on duty for a team is in the team.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Roster")) {
      const members = new Set(peopleOf(context, spec.team));
      // A team that lists nobody is not known to have nobody.
      if (members.size === 0) continue;
      const told = new Set<Ref>();
      for (const { person, path } of peopleOn(spec)) {
        if (members.has(person) || told.has(person)) continue;
        told.add(person);
        yield {
          message: `\`${person}\` is on duty for \`${spec.team}\` and not in it`,
          help: "add the person to the team, or correct the roster: approvals count members only",
          place: context.resolved.placeOf(ref, path),
        };
      }
    }
  },
};

function peopleOn(roster: RosterSpec): readonly { readonly person: Ref; readonly path: DocumentPath }[] {
  return [
    ...roster.shifts.map(({ person }, index) => ({ person, path: ["spec", "shifts", index, "person"] })),
    ...(roster.rotation?.people ?? []).map((person, index) => ({
      person,
      path: ["spec", "rotation", "people", index],
    })),
  ];
}
