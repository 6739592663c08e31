import type { Ref } from "../../model/ref.ts";
import { knots, ringOf } from "../facts/knots.ts";
import { planSpreads } from "../facts/plan-spreads.ts";
import type { Rule } from "../rule.ts";

/** One plan that needs itself is told by `control-path-needs-recovered`; here it takes several to close the ring. */
export const recoveryCycle: Rule = {
  code: "recovery-cycle",
  severity: "error",
  title: "No plan needs what only a plan recovers that needs what the first one recovers.",
  *check(context) {
    const all = planSpreads(context);
    const wanted = new Map<Ref, Ref[]>();
    for (const { plan } of all) {
      for (const ref of plan.spec.controlPath) wanted.set(ref, [...(wanted.get(ref) ?? []), plan.ref]);
    }
    const waitsFor = new Map<Ref, Ref[]>();
    for (const { plan, covered } of all) {
      for (const ref of covered.keys()) {
        for (const waiting of wanted.get(ref) ?? []) {
          if (waiting !== plan.ref) waitsFor.set(waiting, [...(waitsFor.get(waiting) ?? []), plan.ref]);
        }
      }
    }
    const next = (plan: Ref) => waitsFor.get(plan) ?? [];
    for (const knot of knots(
      all.map(({ plan }) => plan.ref),
      next,
    )) {
      const ring = ringOf(knot, next);
      const [first] = ring;
      if (first === undefined) continue;
      yield {
        message: `these plans need one another: ${[...ring, first].map((ref) => `\`${ref}\``).join(" → ")}`,
        help: "let one of them be carried out without the other: take what it recovers out of a `controlPath`, and plan for that",
        place: context.resolved.placeOf(first, ["spec", "controlPath"]),
      };
    }
  },
};
