import type { Rule } from "../rule.ts";
import { policyPromises } from "../facts/policies.ts";
import { durationText } from "../facts/wording.ts";

export const policyRtoExceeded: Rule = {
  code: "policy-rto-exceeded",
  severity: "warning",
  title: "No RTO is longer than a policy allows.",
  *check(context) {
    for (const { policy, document } of policyPromises(context)) {
      const allowed = policy.spec.requires.rtoAtMostSeconds;
      const { rtoSeconds } = document.spec.objectives;
      if (allowed === null || rtoSeconds === null || rtoSeconds <= allowed) continue;
      yield {
        message: `the RTO of ${durationText(rtoSeconds)} is longer than the ${durationText(allowed)} that \`${policy.ref}\` allows`,
        help: "shorten the RTO, or let the policy apply to another tier",
        place: context.resolved.placeOf(document.ref, ["spec", "objectives", "rto"]),
      };
    }
  },
};
