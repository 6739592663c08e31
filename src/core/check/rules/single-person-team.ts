import type { Rule } from "../rule.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";
import { peopleOf } from "../facts/people.ts";

export const singlePersonTeam: Rule = {
  code: "single-person-team",
  severity: "warning",
  title: "No team on which a plan relies is one person.",
  *check(context) {
    if (!areAllRead(context, "Person")) return;
    const relied = new Set(
      ofKind(context, "Plan").flatMap(({ spec }) => [
        ...spec.roles.flatMap(({ holder, deputies }) => [holder, ...deputies]),
        ...spec.raci.flatMap(({ accountable, responsible }) => [...accountable, ...responsible]),
        ...(spec.authority?.declare.map(({ who }) => who) ?? []),
      ]),
    );
    for (const { ref, spec } of ofKind(context, "Team")) {
      const people = peopleOf(context, ref);
      if (!relied.has(ref) || people.length !== 1 || (spec.capacity ?? 1) > 1) continue;
      yield {
        message: `\`${ref}\` is \`${people[0]}\` alone, and a plan relies on it`,
        help: "add a second person to the team: one is on holiday, ill or asleep",
        place: context.resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
