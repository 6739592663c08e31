import { type DocumentOf, documentsOf, findDocument } from "../../model/estate.ts";
import { parseRef, type Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { controlProviders } from "./control-providers.ts";
import { type FailureSpread, failureSpread } from "./failure-spread.ts";
import { oncePerCheck } from "../once-per-check.ts";

/** What a plan has to do without: while what it covers is down, and in each of its scenarios. */
export type PlanSpread = {
  readonly plan: DocumentOf<"Plan">;
  readonly covered: FailureSpread;
  readonly scenarios: readonly {
    readonly ref: Ref;
    readonly index: number;
    readonly spread: FailureSpread;
  }[];
};

/**
 * The spreads of every plan of which anything is known that it needs; that of a scenario is worked out once for all
 * of its plans.
 */
export const planSpreads = oncePerCheck((context): readonly PlanSpread[] => {
  const known = new Map<Ref, FailureSpread>();
  const spreadOf = (scenario: Ref): FailureSpread => {
    const found = known.get(scenario) ?? scenarioSpread(context, scenario);
    known.set(scenario, found);
    return found;
  };
  const isAnythingNeeded = controlProviders(context).size > 0;
  const plans = documentsOf(context.resolved.estate, "Plan").filter(
    ({ spec }) => isAnythingNeeded || spec.controlPath.length > 0,
  );
  return plans.map((plan) => ({
    plan,
    covered: failureSpread(context, plan.spec.covers),
    scenarios: plan.spec.scenarios.map((ref, index) => ({ ref, index, spread: spreadOf(ref) })),
  }));
});

function scenarioSpread(context: CheckContext, ref: Ref): FailureSpread {
  const parsed = parseRef(ref);
  const scenario =
    parsed?.kind === "scenario" ? findDocument(context.resolved.estate, "Scenario", parsed.name) : null;
  return failureSpread(context, scenario?.spec.fails ?? []);
}
