import type { DocumentOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";
import type { CheckContext } from "../check-context.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";
import { type RunbookMeaning, runbookMeanings } from "../facts/runbook-meaning.ts";
import { taintedData } from "../facts/tainted-data.ts";

/** A replica is no backup: it has the attacker's changes a second after the original (NIST SP 800-184, 2.3). */
export const failoverToTaintedReplica: Rule = {
  code: "failover-to-tainted-replica",
  severity: "error",
  title: "A plan for suspect data does not bring users to a copy that has followed it.",
  *check(context) {
    const { resolved } = context;
    const taints = taintedData(context);
    if (taints.size === 0) return;
    for (const { ref: plan, spec } of ofKind(context, "Plan")) {
      for (const [index, runbook] of spec.runbooks.entries()) {
        for (const scenario of spec.scenarios) {
          const tainted = taints.get(scenario)?.tainted;
          const copy = tainted && copiesUsed(context, runbook).find((component) => tainted.has(component));
          if (!tainted || !copy) continue;
          const source = tainted.get(copy) ?? null;
          yield {
            message: `\`${runbook}\` brings users to \`${copy}\`, ${source === null ? "which is suspect itself" : `which copies \`${source}\``} in \`${scenario}\``,
            help: "for this scenario use a runbook that restores the last clean copy in isolation, and keep this one for the others",
            place: resolved.placeOf(plan, ["spec", "runbooks", index]),
          };
          break;
        }
      }
    }
  },
};

const leading = oncePerCheck(
  (context): ReadonlyMap<Ref, RunbookMeaning> =>
    new Map(runbookMeanings(context).map((meaning) => [meaning.view.document.ref, meaning])),
);

const componentsBySite = oncePerCheck((context): ReadonlyMap<Ref, readonly Ref[]> => {
  const bySite = new Map<Ref, Ref[]>();
  for (const { ref, spec } of ofKind(context, "Component")) {
    if (spec.site !== null) bySite.set(spec.site, [...(bySite.get(spec.site) ?? []), ref]);
  }
  return bySite;
});

/** The components a runbook makes writers; where it names none, those of the site that takes over. */
function copiesUsed(context: CheckContext, ref: Ref): readonly Ref[] {
  const meaning = leading(context).get(ref);
  if (!meaning) return [];
  const promoted = meaning.acts.filter((act) => act.meaning.effect === "promote" && act.on !== null);
  if (promoted.length > 0) return promoted.flatMap(({ on }) => (on === null ? [] : [on]));
  return movesUsers(meaning.view.document)
    ? (componentsBySite(context).get(meaning.view.document.spec.to ?? ref) ?? [])
    : [];
}

function movesUsers({ spec }: DocumentOf<"Runbook">): boolean {
  return spec.purpose === "failover" || spec.purpose === "switchover" || spec.purpose === "evacuate";
}
