import type { Rule } from "../rule.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";
import { durationText } from "../facts/wording.ts";

export const rtoWithoutRunbook: Rule = {
  code: "rto-without-runbook",
  severity: "warning",
  title: "What must be back in time has a runbook that brings it back.",
  *check(context) {
    if (!areAllRead(context, "Runbook")) return;
    const runbooks = ofKind(context, "Runbook");
    const recovered = new Set(runbooks.flatMap(({ spec }) => spec.recovers));
    for (const { ref, spec } of ofKind(context, "Service")) {
      const { rtoSeconds } = spec.objectives;
      // Where two sites serve at once nothing has to be brought back.
      if (spec.scope !== "in" || rtoSeconds === null || spec.mode === "active-active") continue;
      const sites = runbooks.length > 0 ? spec.sites.filter((site) => recovered.has(site)) : [];
      if (recovered.has(ref) || sites.length > 0) continue;
      yield {
        message: `\`${ref}\` is to be back in ${durationText(rtoSeconds)}, and no runbook recovers it`,
        help: `write a Runbook with \`recovers: [${ref}]\``,
        place: context.resolved.placeOf(ref, ["spec", "objectives", "rto"]),
      };
    }
  },
};
