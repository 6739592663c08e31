import type { Rule } from "../rule.ts";
import { policyPromises } from "../facts/policies.ts";
import { durationText } from "../facts/wording.ts";

export const policyRpoExceeded: Rule = {
  code: "policy-rpo-exceeded",
  severity: "warning",
  title: "No RPO is longer than a policy allows.",
  *check(context) {
    for (const { policy, document } of policyPromises(context)) {
      const allowed = policy.spec.requires.rpoAtMostSeconds;
      const { rpoSeconds } = document.spec.objectives;
      if (allowed === null || rpoSeconds === null || rpoSeconds <= allowed) continue;
      yield {
        message: `the RPO of ${durationText(rpoSeconds)} is longer than the ${durationText(allowed)} that \`${policy.ref}\` allows`,
        help: "shorten the RPO, or let the policy apply to another tier",
        place: context.resolved.placeOf(document.ref, ["spec", "objectives", "rpo"]),
      };
    }
  },
};
