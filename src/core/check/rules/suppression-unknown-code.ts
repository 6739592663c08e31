import { closestName } from "../../document/closest-name.ts";
import type { Rule } from "../rule.ts";

export const suppressionUnknownCode: Rule = {
  code: "suppression-unknown-code",
  severity: "warning",
  title: "What is accepted is a finding that there is.",
  isEssential: true,
  *check({ accepted: { allowances, rules } }) {
    for (const { code, place } of allowances) {
      if (rules.has(code)) continue;
      const closest = closestName(code, rules.keys());
      yield {
        message: `there is no finding \`${code}\` to accept`,
        help: closest === null ? "holdfast rules lists all codes" : `did you mean \`${closest}\`?`,
        place,
      };
    }
  },
};
