import type { Rule } from "../rule.ts";

export const duplicateOption: Rule = {
  code: "duplicate-option",
  severity: "error",
  title: "The options of a decision can be told apart.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { step, path } of steps) {
        const seen = new Set<string>();
        for (const [index, option] of (step.decision?.options ?? []).entries()) {
          if (seen.has(option.id)) {
            yield {
              message: `there is already an option \`${option.id}\``,
              help: "give each option an id of its own",
              place: resolved.placeOf(document.ref, [...path, "decision", "options", index, "id"]),
            };
          }
          seen.add(option.id);
        }
      }
    }
  },
};
