import type { Rule } from "../rule.ts";
import { actorsAt } from "../facts/actors.ts";
import { documentAt } from "../facts/of-kind.ts";
import { rtoByRef } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";

export const travelLongerThanRto: Rule = {
  code: "travel-longer-than-rto",
  severity: "error",
  title: "Those who must act at a site get there within the RTO.",
  *check(context) {
    const rtos = rtoByRef(context);
    for (const { runbook, site, step, who, people } of actorsAt(context)) {
      const spec = documentAt(context, "Runbook", runbook)?.spec;
      const rtoSeconds = Math.min(...(spec?.recovers ?? []).map((thing) => rtos.get(thing) ?? Infinity));
      const soonest = Math.min(
        ...people.map((person) => {
          const { site: home = null, canReachSeconds = {} } =
            documentAt(context, "Person", person)?.spec ?? {};
          // Of whom nobody has said how long they take may be there at once.
          return home === site ? 0 : (canReachSeconds[site] ?? 0);
        }),
      );
      if (!Number.isFinite(soonest) || soonest < rtoSeconds) continue;
      yield {
        message: `step \`${step.id}\` is done by people at \`${site}\`, the first of \`${who}\` is there after ${durationText(soonest)}, and the RTO is ${durationText(rtoSeconds)}`,
        help: "give the step to people who are nearer, let it be done from afar, or lengthen the RTO",
        place: context.resolved.placeOf(runbook, [...step.path, "id"]),
      };
    }
  },
};
