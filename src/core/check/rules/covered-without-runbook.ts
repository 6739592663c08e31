import { reachOf } from "../facts/reach-of-plan.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const coveredWithoutRunbook: Rule = {
  code: "covered-without-runbook",
  severity: "warning",
  title: "A plan has a runbook or a workaround for each thing it covers.",
  *check(context) {
    const { resolved } = context;
    if (!areAllRead(context, "Function", "Service", "Component")) return;
    const runbooks = new Map(ofKind(context, "Runbook").map(({ ref, spec }) => [ref, spec.recovers]));
    for (const { ref: plan, spec } of ofKind(context, "Plan")) {
      // A plan without any runbook, or with one that cannot be read, is told elsewhere.
      if (spec.runbooks.length === 0 || !spec.runbooks.every((ref) => runbooks.has(ref))) continue;
      const recovered = new Set(spec.runbooks.flatMap((ref) => runbooks.get(ref) ?? []));
      const worked = new Set(spec.workarounds.map((workaround) => workaround.for));
      for (const [index, ref] of spec.covers.entries()) {
        if (worked.has(ref) || [...reachOf(context, ref)].some((needed) => recovered.has(needed))) continue;
        yield {
          message: `\`${plan}\` covers \`${ref}\`, and none of its runbooks recovers it or anything it relies on`,
          help: "add a runbook that recovers it, add a workaround for it, or take it out of `covers`",
          place: resolved.placeOf(plan, ["spec", "covers", index]),
        };
      }
    }
  },
};
