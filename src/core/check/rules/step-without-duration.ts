import type { FlatStep } from "../../document/flatten-steps.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

/** An unknown duration is not zero: with one on the way, a forecast is only a lower bound. */
export const stepWithoutDuration: Rule = {
  code: "step-without-duration",
  severity: "warning",
  title: "Where an RTO relies on a runbook, each of its steps says how long it takes.",
  *check(context) {
    const { runbooks, resolved } = context;
    const promised = new Set(
      [...ofKind(context, "Service"), ...ofKind(context, "Function")]
        .filter(({ spec }) => spec.objectives.rtoSeconds !== null)
        .map(({ ref }) => ref),
    );
    for (const { document, steps } of runbooks) {
      const relying = document.spec.recovers.find((ref) => promised.has(ref));
      if (relying === undefined) continue;
      for (const flat of steps) {
        if (!isUnknown(flat)) continue;
        yield {
          message: `nobody knows how long step \`${flat.id}\` takes, and the RTO of \`${relying}\` relies on it`,
          help: "add `duration: { min: …, likely: …, max: … }`; a wide guess is better than none, and runs replace it",
          place: resolved.placeOf(document.ref, [...flat.path, "id"]),
        };
      }
    }
  },
};

/** A wait says it itself; a group takes as long as its sub-steps; after `restore` users are served already. */
function isUnknown({ step, phase }: FlatStep): boolean {
  if (step.duration !== null || step.waitSeconds !== null || step.steps !== null) return false;
  return phase !== "restore" && !(step.decision !== null && step.decision.timeoutSeconds !== null);
}
