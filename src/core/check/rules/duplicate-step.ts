import type { Rule } from "../rule.ts";

export const duplicateStep: Rule = {
  code: "duplicate-step",
  severity: "error",
  title: "A step has its id for itself.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const { document, steps, byId } of runbooks) {
      for (const step of steps) {
        const first = byId.get(step.id);
        if (!first || first === step) continue;
        const { span } = resolved.placeOf(document.ref, [...first.path, "id"]);
        yield {
          message: `there is already a step \`${step.id}\`, in line ${span.line}`,
          help: "give each step an id of its own: other steps, approvals and the record of a run refer to it",
          place: resolved.placeOf(document.ref, [...step.path, "id"]),
        };
      }
    }
  },
};
