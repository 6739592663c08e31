import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";
import { peopleText } from "../facts/wording.ts";

export const siteTooSmall: Rule = {
  code: "site-too-small",
  severity: "warning",
  title: "The site people move to has a place for each of them.",
  *check(context) {
    const headsBySite = new Map<Ref, number>();
    for (const { spec } of ofKind(context, "Person")) {
      if (spec.site) headsBySite.set(spec.site, (headsBySite.get(spec.site) ?? 0) + 1);
    }
    for (const { ref, spec } of ofKind(context, "Runbook")) {
      const places = documentAt(context, "Site", spec.to)?.spec.workplaces ?? null;
      const moving = (spec.from && headsBySite.get(spec.from)) ?? 0;
      const own = (spec.to && headsBySite.get(spec.to)) ?? 0;
      if (spec.to === spec.from || places === null || moving === 0 || moving + own <= places) continue;
      yield {
        message: `\`${spec.to}\` has ${places} workplaces, and ${peopleText(moving)} of \`${spec.from}\` join ${peopleText(own)} there`,
        help: "find more workplaces, let people work from elsewhere, or say in the plan who stays away",
        place: context.resolved.placeOf(ref, ["spec", "to"]),
      };
    }
  },
};
