import type { Rule } from "../rule.ts";

/** What is opened in a crisis and never closed again is the next incident; the ledger can only revert what names its inverse. */
export const temporaryWithoutUndo: Rule = {
  code: "temporary-without-undo",
  severity: "warning",
  title: "A temporary change says how it is taken back.",
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        if (!step.temporary || step.undo !== null || step.steps !== null) continue;
        yield {
          message: `step \`${id}\` makes a temporary change and has no \`undo\``,
          help: "add the action that takes it back: `undo: { connector: …, do: …, with: { … } }`",
          place: resolved.placeOf(document.ref, [...path, "temporary"]),
        };
      }
    }
  },
};
