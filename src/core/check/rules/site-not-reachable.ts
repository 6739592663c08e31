import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { documentAt } from "../facts/of-kind.ts";
import { actorsAt } from "../facts/actors.ts";
import { refsText } from "../facts/wording.ts";

export const siteNotReachable: Rule = {
  code: "site-not-reachable",
  severity: "warning",
  title: "Of those who must act at a site, somebody is known to get there.",
  *check(context) {
    for (const { runbook, site, step, who, people } of actorsAt(context)) {
      const away = people.filter((person) => !canReach(person, site));
      const isKnown = people.every((person) => {
        const spec = documentAt(context, "Person", person)?.spec;
        return spec && Object.keys(spec.canReachSeconds).length > 0;
      });
      // Of whom nobody has said where they get, nobody knows that they do not get here.
      if (!isKnown || people.length === 0 || away.length < people.length) continue;
      yield {
        message: `step \`${step.id}\` is done by people at \`${site}\`, and of \`${who}\` nobody is known to get there: ${refsText(away)}`,
        help: `give the step to people who can, or add the travel time under \`canReach\` of those who can after all`,
        place: context.resolved.placeOf(runbook, [...step.path, "id"]),
      };
    }

    function canReach(person: Ref, site: Ref): boolean {
      const spec = documentAt(context, "Person", person)?.spec;
      return spec?.site === site || spec?.canReachSeconds[site] !== undefined;
    }
  },
};
