import type { Rule } from "../rule.ts";

/** RACI: exactly one accountable for each task (ISO 22301 8.4.2 asks for defined responsibility). */
export const missingAccountable: Rule = {
  code: "missing-accountable",
  severity: "error",
  title: "Every step has exactly one team or person accountable.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      const lacking = steps.filter((step) => step.accountable === null);
      const ids = new Set(lacking.map((step) => step.id));
      for (const step of lacking) {
        // A group without anybody is told once, not again for each of its sub-steps.
        if (ids.has(step.id.slice(0, -step.step.id.length - 1))) continue;
        yield {
          message: `nobody is accountable for step \`${step.id}\``,
          help: "add `accountable: team:NAME` to the step, to its group, or to the runbook for all of its steps",
          place: resolved.placeOf(document.ref, [...step.path, "id"]),
        };
      }
    }
  },
};
