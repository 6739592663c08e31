import { areAllRead, ofKind } from "../facts/of-kind.ts";
import { membersByTeam } from "../facts/people.ts";
import type { Rule } from "../rule.ts";

export const personInNoTeam: Rule = {
  code: "person-in-no-team",
  severity: "info",
  title: "Whoever has a part in something is in a team, or has a deputy.",
  *check(context) {
    if (!areAllRead(context, "Team")) return;
    const inTeams = new Set([...membersByTeam(context).values()].flat());
    const named = new Set(
      context.references.filter(({ from, text }) => from !== text).map(({ text }) => text),
    );
    for (const { ref, spec } of ofKind(context, "Person")) {
      // Whom nothing names at all is unused, which is another rule's to say.
      if (inTeams.has(ref) || spec.deputy !== null || !named.has(ref)) continue;
      yield {
        message: `others rely on \`${ref}\`, who is in no team and has no deputy`,
        help: "add `teams` or `deputy` to the person: in a team the others stand in",
        place: context.resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
