import type { Rule } from "../rule.ts";
import { contractScope } from "../facts/contracts.ts";
import { ofKind } from "../facts/of-kind.ts";
import { rtoByRef } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";

export const contractWithoutResponseTime: Rule = {
  code: "contract-without-response-time",
  severity: "warning",
  title: "A contract for what must be back in time says how soon the vendor answers.",
  *check(context) {
    const rtos = rtoByRef(context);
    for (const { ref, spec } of ofKind(context, "Contract")) {
      if (spec.responseTimeSeconds !== null) continue;
      const covered = contractScope(context, spec).find((thing) => rtos.has(thing));
      const rtoSeconds = covered && rtos.get(covered);
      if (covered === undefined || rtoSeconds === undefined) continue;
      yield {
        message: `\`${covered}\` is to be back in ${durationText(rtoSeconds)}, and the contract that covers it names no response time`,
        help: "add `responseTime`; where the contract has none, the vendor has promised nothing",
        place: context.resolved.placeOf(ref, ["spec", "covers", spec.covers.indexOf(covered)]),
      };
    }
  },
};
