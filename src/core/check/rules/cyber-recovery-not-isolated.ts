import type { Ref } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";
import { taintedData } from "../facts/tainted-data.ts";

export const cyberRecoveryNotIsolated: Rule = {
  code: "cyber-recovery-not-isolated",
  severity: "info",
  title: "Suspect data is restored apart from where it was attacked.",
  *check(context) {
    const { resolved } = context;
    const taints = taintedData(context);
    if (taints.size === 0) return;
    const siteOf = new Map(ofKind(context, "Component").map(({ ref, spec }) => [ref, spec.site]));
    const runbooks = new Map(ofKind(context, "Runbook").map((runbook) => [runbook.ref, runbook]));
    for (const { ref: plan, spec } of ofKind(context, "Plan")) {
      const suspect = spec.scenarios.flatMap((ref) => taints.get(ref)?.scenario.spec.suspect?.data ?? []);
      const attacked = new Set<Ref | null | undefined>(suspect.map((ref) => siteOf.get(ref)));
      for (const [index, ref] of spec.runbooks.entries()) {
        const runbook = runbooks.get(ref);
        const restores = runbook?.spec.purpose === "restore" || runbook?.spec.purpose === "rebuild";
        const to = runbook?.spec.to ?? null;
        if (!restores || to === null || !attacked.has(to)) continue;
        yield {
          message: `\`${ref}\` restores suspect data in \`${to}\`, where it was attacked`,
          help: "restore it into a site or network of its own, examine it there, and move it when it is known to be clean",
          place: resolved.placeOf(plan, ["spec", "runbooks", index]),
        };
      }
    }
  },
};
