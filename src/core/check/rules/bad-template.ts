import { closestName } from "../../document/closest-name.ts";
import type { FlatStep } from "../../document/flatten-steps.ts";
import type { ConnectorCall } from "../../document/step-calls.ts";
import { templatePattern, textsOf } from "../open-value.ts";
import type { Rule } from "../rule.ts";
import type { RunbookView } from "../runbook-view.ts";

export const badTemplate: Rule = {
  code: "bad-template",
  severity: "error",
  title: "A template stands for something that is known when its step runs.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const view of runbooks) {
      for (const { call, step } of view.calls) {
        for (const { text, path } of textsOf(call.with, [...call.path, "with"])) {
          for (const [template, expression = ""] of text.matchAll(templatePattern)) {
            const mistake = mistakeOf(view, call, step, expression);
            if (!mistake) continue;
            const message = `\`${template}\`: ${mistake.message}`;
            yield { message, help: mistake.help, place: resolved.placeOf(view.document.ref, path) };
          }
        }
      }
    }
  },
};

function mistakeOf(view: RunbookView, call: ConnectorCall, step: FlatStep | null, expression: string) {
  if (expression === "run.id") return null;
  const id = /^steps\.(.+?)\.output(?:\.(.+))?$/.exec(expression)?.[1];
  if (id === undefined) {
    return {
      message: "there is no such value",
      help: "a template is `${steps.ID.output.PATH}` or `${run.id}`",
    };
  }
  const named = view.byId.get(id);
  if (!named) {
    const near = closestName(id, view.byId.keys());
    const help = near === null ? "sub-steps are named `group.step`" : `did you mean \`${near}\`?`;
    return { message: `there is no step \`${id}\``, help };
  }
  if (step === null) {
    return { message: "no step has run when the impact is read", help: "write the value itself" };
  }
  // What checks or takes back an act may use what the act itself gave.
  if (named === step && (call.role === "verify" || call.role === "undo")) return null;
  if (view.before(step).has(id)) return null;
  return {
    message: `step \`${id}\` need not be over when \`${step.id}\` runs`,
    help: `let \`${step.id}\` come after \`${id}\``,
  };
}
