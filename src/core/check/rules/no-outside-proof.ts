import type { Rule } from "../rule.ts";
import { runbookMeanings } from "../facts/runbook-meaning.ts";

/** Recovered means that a user's transaction succeeds, not that a process runs (ISO/IEC 27031, exercise of the whole chain). */
export const noOutsideProof: Rule = {
  code: "no-outside-proof",
  severity: "warning",
  title: "After users are sent on, a transaction from outside proves that they are served.",
  *check(context) {
    for (const { view, acts, checks } of runbookMeanings(context)) {
      const moves = acts.filter((act) => act.meaning.effect === "traffic");
      const last = moves.at(-1);
      if (!last || !["failover", "switchover", "evacuate", "restore"].includes(view.document.spec.purpose)) {
        continue;
      }
      const probes = acts.filter((act) => act.meaning.effect === "probe");
      const proofs = [...checks.filter((check) => check.proves === "function"), ...probes];
      const isProven = proofs.some(
        ({ step }) => step === last.step || moves.some((move) => view.before(step).has(move.step.id)),
      );
      if (isProven) continue;
      yield {
        message: `after step \`${last.step.id}\` has sent users on, nothing proves that they are served`,
        help: "add a step after it with a synthetic transaction from outside, such as `{ connector: http, check: transaction }`",
        place: context.resolved.placeOf(view.document.ref, [...last.call.path, "do"]),
      };
    }
  },
};
