import type { Ref } from "../../model/ref.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

/** The way back is planned while there is time: after a failover the organisation runs without its second site. */
export const failoverWithoutFailback: Rule = {
  code: "failover-without-failback",
  severity: "warning",
  title: "What fails over from one site to another has a runbook that brings it back.",
  *check(context) {
    const { resolved } = context;
    if (!areAllRead(context, "Runbook")) return;
    const runbooks = ofKind(context, "Runbook");
    const broughtBack = new Set<string>();
    const way = (from: Ref | null, to: Ref | null, recovered: Ref) => `${from} ${to} ${recovered}`;
    for (const { spec } of runbooks) {
      if (spec.purpose !== "failback" && spec.purpose !== "switchover") continue;
      for (const recovered of spec.recovers) broughtBack.add(way(spec.from, spec.to, recovered));
    }
    for (const { ref, spec } of runbooks) {
      const { from, to, purpose, recovers } = spec;
      if (purpose !== "failover" || from === null || to === null) continue;
      const stranded = recovers.filter((recovered) => !broughtBack.has(way(to, from, recovered)));
      if (stranded.length === 0) continue;
      yield {
        message: `no runbook brings ${stranded.map((recovered) => `\`${recovered}\``).join(", ")} back from \`${to}\` to \`${from}\``,
        help: `write a runbook with \`purpose: failback\`, \`from: ${to}\` and \`to: ${from}\` that recovers the same`,
        place: resolved.placeOf(ref, ["spec", "purpose"]),
      };
    }
  },
};
