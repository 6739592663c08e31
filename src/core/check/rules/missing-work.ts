import type { Rule } from "../rule.ts";
import { workFields, worksOf } from "../step-work.ts";

export const missingWork: Rule = {
  code: "missing-work",
  severity: "error",
  title: "A step does something.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        if (worksOf(step).length > 0 || step.verify.length > 0) continue;
        yield {
          message: `step \`${id}\` does nothing`,
          help: `give it one of ${workFields.join(", ")}, or \`verify\` when it only looks`,
          place: resolved.placeOf(document.ref, [...path, "id"]),
        };
      }
    }
  },
};
