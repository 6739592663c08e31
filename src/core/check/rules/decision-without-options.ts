import type { Rule } from "../rule.ts";

export const decisionWithoutOptions: Rule = {
  code: "decision-without-options",
  severity: "error",
  title: "A decision offers at least two options.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        if (!step.decision || step.decision.options.length >= 2) continue;
        const count = step.decision.options.length;
        yield {
          message: `the decision \`${id}\` offers ${count === 0 ? "no options" : "only one option"}`,
          help: "list what can be chosen: `options: [ { id: go, title: …, effect: continue }, { id: stop, title: …, effect: abort } ]`",
          place: resolved.placeOf(document.ref, [...path, "decision", "options"]),
        };
      }
    }
  },
};
