import type { Rule } from "../rule.ts";

/** Connectors have their own credentials: access that nobody would use is only a door left open. */
export const grantWithoutDoer: Rule = {
  code: "grant-without-doer",
  severity: "error",
  title: "A step that grants access is carried out by a person.",
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        if (step.grants.length === 0 || step.person) continue;
        yield {
          message: `step \`${id}\` grants access and no person carries it out`,
          help: "move the grants to the step of the person who needs them, or say under `person` what is to be done",
          place: resolved.placeOf(document.ref, [...path, "grants"], "key"),
        };
      }
    }
  },
};
