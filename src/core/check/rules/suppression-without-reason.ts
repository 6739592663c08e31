import type { Rule } from "../rule.ts";

export const suppressionWithoutReason: Rule = {
  code: "suppression-without-reason",
  severity: "error",
  title: "Who accepts a finding says why.",
  isEssential: true,
  *check({ accepted }) {
    for (const { code, reason, covers, place } of accepted.allowances) {
      if (reason !== null) continue;
      yield {
        message: `\`${code}\` is to be accepted without a reason, so it is not`,
        help:
          covers.type === "document"
            ? "add `reason:`: what somebody who reads it in a year must know"
            : "write the reason behind the code: # holdfast: allow CODE REASON",
        place,
      };
    }
  },
};
