import { closestName } from "../../document/closest-name.ts";
import type { FlatStep } from "../../document/flatten-steps.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import { conditionLeaves } from "../conditions.ts";
import type { Rule } from "../rule.ts";
import type { RunbookView } from "../runbook-view.ts";

export const badCondition: Rule = {
  code: "bad-condition",
  severity: "error",
  title: "A condition asks for what an earlier step can answer.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const view of runbooks) {
      for (const step of view.steps) {
        for (const { leaf, path } of conditionLeaves(step)) {
          const mistake = mistakeOf(view, step, leaf);
          if (!mistake) continue;
          const { field, ...text } = mistake;
          const place = resolved.placeOf(view.document.ref, [...path, field] satisfies DocumentPath);
          yield { ...text, place };
        }
      }
    }
  },
};

type Mistake = { readonly message: string; readonly help: string; readonly field: "step" | "option" };
type Leaf = ReturnType<typeof conditionLeaves>[number]["leaf"];

function mistakeOf(view: RunbookView, step: FlatStep, leaf: Leaf): Mistake | null {
  const asked = view.byId.get(leaf.step);
  if (!asked) {
    const near = closestName(leaf.step, view.byId.keys());
    const help = near === null ? "sub-steps are named `group.step`" : `did you mean \`${near}\`?`;
    return { field: "step", message: `there is no step \`${leaf.step}\``, help };
  }
  if (!view.before(step).has(asked.id)) {
    const message = `step \`${asked.id}\` need not be over when \`${step.id}\` is about to start`;
    return { field: "step", message, help: `let \`${step.id}\` come after it` };
  }
  if (leaf.type === "output") return null;
  if (!asked.step.decision) {
    const message = `step \`${asked.id}\` is no decision, so nothing is chosen there`;
    return { field: "step", message, help: "ask for its `output`, or name the step that decides" };
  }
  const options = asked.step.decision.options.map((option) => option.id);
  if (options.includes(leaf.option)) return null;
  const near = closestName(leaf.option, options);
  const help = near === null ? `its options are ${options.join(", ")}` : `did you mean \`${near}\`?`;
  return { field: "option", message: `\`${leaf.option}\` is none of the options of \`${asked.id}\``, help };
}
