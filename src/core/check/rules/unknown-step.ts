import { closestName } from "../../document/closest-name.ts";
import type { FlatStep } from "../../document/flatten-steps.ts";
import type { Rule } from "../rule.ts";
import type { RunbookView } from "../runbook-view.ts";

export const unknownStep: Rule = {
  code: "unknown-step",
  severity: "error",
  title: "`after` names steps that are there.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const view of runbooks) {
      for (const step of view.steps) {
        for (const { id, path } of step.named) {
          if (view.byId.has(id)) continue;
          const prefix = prefixOf(step);
          const level = prefix === "" ? "this runbook" : `the group \`${prefix.slice(0, -1)}\``;
          yield {
            message: `there is no step \`${id.slice(prefix.length)}\` in ${level}`,
            help: helpFor(view, step, id),
            place: resolved.placeOf(view.document.ref, path),
          };
        }
      }
    }
  },
};

const prefixOf = (step: FlatStep) => step.id.slice(0, -step.step.id.length);

function helpFor(view: RunbookView, step: FlatStep, id: string): string {
  const prefix = prefixOf(step);
  const siblings = view.steps.filter((other) => other !== step && prefixOf(other) === prefix);
  const names = siblings.map((other) => other.step.id);
  const near = closestName(id.slice(prefix.length), names);
  if (near !== null) return `did you mean \`${near}\`?`;
  if (prefix !== "")
    return "`after` of a sub-step names its siblings; what the group waits for stands at the group";
  return names.length
    ? `the other steps are ${names.join(", ")}`
    : "this is the only step: leave `after` out";
}
