import { holdsOn } from "../allowance.ts";
import type { Rule } from "../rule.ts";

export const suppressionExpired: Rule = {
  code: "suppression-expired",
  severity: "warning",
  title: "What was accepted until a day is looked at again after it.",
  isEssential: true,
  *check({ accepted, today }) {
    for (const allowance of accepted.allowances) {
      const { code, reason, until, place } = allowance;
      if (reason === null || until === null || holdsOn(allowance, today)) continue;
      yield {
        message: `\`${code}\` was accepted until ${until}, because: ${reason}`,
        help: "repair what it is about, or decide anew and write a later day",
        place,
      };
    }
  },
};
