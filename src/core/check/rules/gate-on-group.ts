import type { RunbookStep } from "../../model/runbook.ts";
import type { Rule } from "../rule.ts";

/** Fields that belong to one attempt of one act; a group has none of its own. */
const fields: { readonly [field: string]: (step: RunbookStep) => boolean } = {
  precondition: (step) => step.precondition.length > 0,
  approval: (step) => step.approval !== null,
  undo: (step) => step.undo !== null,
  retry: (step) => step.retry !== null,
  timeout: (step) => step.timeoutSeconds !== null,
  workaround: (step) => step.workaround !== null,
  mayFail: (step) => step.mayFail !== null,
  sharedCause: (step) => step.sharedCause !== null,
};

export const gateOnGroup: Rule = {
  code: "gate-on-group",
  severity: "error",
  title: "What gates or repeats an act stands at the act, not at a group.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        if (step.steps === null) continue;
        for (const [field, isSet] of Object.entries(fields)) {
          if (!isSet(step)) continue;
          yield {
            message: `\`${field}\` has no effect on the group \`${id}\``,
            help: "put it on the sub-steps, or on a step that the group comes after",
            place: resolved.placeOf(document.ref, [...path, field], "key"),
          };
        }
      }
    }
  },
};
