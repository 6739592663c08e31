import { holdsOn } from "../allowance.ts";
import type { Rule } from "../rule.ts";

/** An allowance that could not work anyway is told by the rule that says why. */
export const suppressionUnused: Rule = {
  code: "suppression-unused",
  severity: "warning",
  title: "What is accepted is still there.",
  isEssential: true,
  runsLast: true,
  *check({ accepted: { allowances, rules, used }, today }) {
    for (const allowance of allowances) {
      const { code, covers, place } = allowance;
      const rule = rules.get(code);
      if (used.has(allowance) || rule === undefined || rule.isEssential || !holdsOn(allowance, today))
        continue;
      const where = covers.type === "document" ? "in this document" : `in line ${covers.line}`;
      yield {
        message: `\`${code}\` is accepted ${where}, where nothing has it`,
        help: "take it away: it would hide the next finding of that kind",
        place,
      };
    }
  },
};
