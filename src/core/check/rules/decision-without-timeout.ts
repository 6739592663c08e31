import { ofKind } from "../facts/of-kind.ts";
import type { RunbookStep } from "../../model/runbook.ts";
import type { Rule } from "../rule.ts";

/** A decision that can end the run is a gate, such as the acceptance of a loss: no clock should take it for anybody. */
const isGate = ({ options }: NonNullable<RunbookStep["decision"]>) =>
  options.some(({ effect }) => effect === "abort");

export const decisionWithoutTimeout: Rule = {
  code: "decision-without-timeout",
  severity: "info",
  title: "A choice on which users wait says how long it may take and what holds when nobody decides.",
  *check(context) {
    const { runbooks, resolved } = context;
    const promised = new Set(
      ofKind(context, "Service")
        .filter(({ spec }) => spec.objectives.rtoSeconds !== null)
        .map(({ ref }) => ref),
    );
    for (const { document, steps } of runbooks) {
      const relying = document.spec.recovers.find((ref) => promised.has(ref));
      for (const { id, step, path, phase } of steps) {
        if (
          relying === undefined ||
          phase === "restore" ||
          step.decision?.timeoutSeconds !== null ||
          isGate(step.decision)
        )
          continue;
        yield {
          message: `the decision \`${id}\` may take for ever, while the RTO of \`${relying}\` runs`,
          help: "add `timeout` and, where one option is safe without a word, `default`; else bear it with a suppression that says why",
          place: resolved.placeOf(document.ref, [...path, "decision"], "key"),
        };
      }
    }
  },
};
