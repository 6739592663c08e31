import type { DurationModel } from "../analysis/forecast/duration-model.ts";
import { type OutagePhase, outagePriors } from "../analysis/forecast/outage-phases.ts";
import { flattenSteps } from "../document/flatten-steps.ts";
import { clockPhases } from "../model/clock-phase.ts";
import { type DocumentOf, documentsOf, type Estate } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import { policyApplies } from "./facts/policies.ts";
import { durationOf } from "./step-duration-model.ts";

type Said = { readonly duration: DurationModel; readonly ref: Ref };
type OutsidePhase = OutagePhase["phase"];

/**
 * The parts of an outage for which no step of a runbook stands: noticing and deciding always, the others where it has no
 * step of that phase. What a plan with this runbook says counts first, then a policy, of noticing then the fastest
 * monitor, and at last what is known of past incidents. Of several documents of a kind the first by name counts.
 */
export function outageOfRunbook(estate: Estate, runbook: DocumentOf<"Runbook">): readonly OutagePhase[] {
  const covered = new Set(flattenSteps(runbook.spec).map(({ phase }) => phase));
  const plans = documentsOf(estate, "Plan").filter(({ spec }) => spec.runbooks.includes(runbook.ref));
  const concerned = [
    ...plans,
    runbook,
    ...runbook.spec.recovers.flatMap((ref) => estate.documents.get(ref) ?? []),
  ];
  const policies = documentsOf(estate, "Policy").filter((policy) =>
    concerned.some((document) => policyApplies(policy, document)),
  );
  const said = (phase: OutsidePhase): Said | null => {
    for (const { ref, spec } of [...byName(plans), ...byName(policies)]) {
      const duration = spec.clock?.[phase] ?? null;
      if (duration !== null) return { duration: durationOf(duration), ref };
    }
    return phase === "detect" ? fastestMonitor(estate, runbook, plans) : null;
  };
  return clockPhases
    .filter((phase) => phase !== "execute")
    .filter((phase) => phase === "detect" || phase === "decide" || !covered.has(phase))
    .map((phase): OutagePhase => {
      const by = said(phase);
      if (by !== null) return { phase, ...by, source: "document" };
      return phase === "detect" || phase === "decide"
        ? { phase, duration: outagePriors[phase], source: "history", ref: null }
        : { phase, duration: { type: "unknown" }, source: "unknown", ref: null };
    });
}

const byName = <Item extends { readonly ref: Ref }>(documents: readonly Item[]): readonly Item[] =>
  documents.toSorted((one, other) => (one.ref < other.ref ? -1 : 1));

/** A failure is noticed once the check has failed for so long, and comes at any moment between two looks. */
function fastestMonitor(
  estate: Estate,
  { spec: { recovers } }: DocumentOf<"Runbook">,
  plans: readonly DocumentOf<"Plan">[],
): Said | null {
  const named = new Set(
    plans.flatMap(({ spec }) => spec.activation?.criteria.map(({ monitor }) => monitor) ?? []),
  );
  const found = byName(documentsOf(estate, "Monitor")).flatMap(({ ref, spec }) => {
    const { everySeconds, threshold, watches } = spec;
    const isOfUse = named.has(ref) || watches.some((watched) => recovers.includes(watched));
    if (!isOfUse || everySeconds === null) return [];
    const minSeconds = threshold?.forSeconds ?? 0;
    return [
      {
        ref,
        minSeconds,
        likelySeconds: minSeconds + everySeconds / 2,
        maxSeconds: minSeconds + everySeconds,
      },
    ];
  });
  const [fastest] = found.toSorted((one, other) => one.maxSeconds - other.maxSeconds);
  if (fastest === undefined) return null;
  const { ref, ...points } = fastest;
  return { ref, duration: { type: "pert", ...points } };
}
