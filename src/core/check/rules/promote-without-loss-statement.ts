import { lossBoundSeconds } from "../../model/protection.ts";
import type { Ref } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";
import { runbookMeanings } from "../facts/runbook-meaning.ts";

/** What is lost is stated before it becomes final, so that somebody named can accept it or stop. */
export const promoteWithoutLossStatement: Rule = {
  code: "promote-without-loss-statement",
  severity: "warning",
  title: "Before a copy that may be behind becomes the writer, what would be lost is stated.",
  *check(context) {
    const { resolved } = context;
    const behind = new Map<Ref, Ref>();
    for (const { ref, spec } of ofKind(context, "Protection")) {
      if (spec.target !== null && lossBoundSeconds(spec) !== 0) behind.set(spec.target, ref);
    }
    for (const { view, acts, checks } of runbookMeanings(context)) {
      for (const { step, call, meaning, on } of acts) {
        const protection = on === null ? undefined : behind.get(on);
        if (meaning.effect !== "promote" || protection === undefined) continue;
        const before = view.before(step);
        const isStated = checks.some(
          (check) => check.proves === "loss" && (check.step === step || before.has(check.step.id)),
        );
        if (isStated) continue;
        yield {
          message: `step \`${step.id}\` makes \`${on}\` the writer; by \`${protection}\` it may be behind, and nothing states by how much`,
          help: "add a check before it that states the loss, and a decision when there is any",
          place: resolved.placeOf(view.document.ref, [...call.path, "do"]),
        };
      }
    }
  },
};
