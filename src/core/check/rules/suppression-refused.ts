import type { Rule } from "../rule.ts";

export const suppressionRefused: Rule = {
  code: "suppression-refused",
  severity: "warning",
  title: "What makes a document unreadable or a runbook impossible is repaired, not accepted.",
  isEssential: true,
  *check({ accepted: { allowances, rules } }) {
    for (const { code, place } of allowances) {
      if (rules.get(code)?.isEssential !== true) continue;
      yield {
        message: `\`${code}\` cannot be accepted: no reason makes such a document usable`,
        help: "repair what it is about; known findings of old documents belong in a baseline file",
        place,
      };
    }
  },
};
