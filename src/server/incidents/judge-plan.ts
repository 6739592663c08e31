import type { IncidentOrder } from "#core/incident/commands.ts";
import type { StepFit } from "#core/incident/events.ts";
import { flattenSteps } from "#core/document/flatten-steps.ts";
import type { AppPorts } from "../app-ports.ts";
import { ProblemError } from "../problem.ts";
import { failoverOf, planFor } from "./declaration-facts.ts";
import { readIncident } from "./give-command.ts";

type Judgement = {
  readonly plan?: string | undefined;
  /** What people say of single steps; the others fit unless the check says otherwise. */
  readonly steps: readonly StepFit[];
  readonly reason: string;
};

/**
 * The newest published plan for an incident and its failover, held against the present documents: errors of the
 * runbook are steps that would fail now. What people say of a step counts beside it.
 */
export async function judgePlan(
  ports: AppPorts,
  incident: string,
  { plan: name, steps: said, reason }: Judgement,
): Promise<IncidentOrder> {
  const { state } = await readIncident(incident, ports);
  const { resolved, report, published } = ports.estate.current();
  const plan = planFor(resolved.estate, state, name ?? null);
  const runbook = plan === null ? null : failoverOf(resolved.estate, plan);
  if (plan === null || runbook === null) {
    throw new ProblemError(
      "plan-missing",
      "No plan with a runbook that recovers covers what this incident is about.",
    );
  }
  const found = report.diagnostics.filter(({ ref }) => ref === runbook.ref || ref === plan.ref);
  const errors = found.filter(({ severity }) => severity === "error");
  const wouldFail = errors.map(({ message, code }) => ({ step: code, reason: message }));
  const known = new Set(flattenSteps(runbook.spec).map(({ id }) => id));
  const unknown = said.find(({ step }) => !known.has(step));
  if (unknown) throw new ProblemError("step-missing", `${runbook.ref} has no step ${unknown.step}.`);
  const steps = [...known].map(
    (step): StepFit => said.find((each) => each.step === step) ?? { step, fits: "yes", reason: "" },
  );
  const needsReason = steps.find((each) => each.fits !== "yes" && each.reason.trim() === "");
  if (needsReason)
    throw new ProblemError("reason-missing", `Say why step ${needsReason.step} does not fit as it is.`);
  const isBlocked = wouldFail.length > 0 || steps.some(({ fits }) => fits === "no");
  const isChanged = steps.some(({ fits }) => fits === "changed");
  return {
    type: "JudgePlan",
    data: {
      plan: plan.ref,
      runbook: runbook.ref,
      publication: published?.number ?? 0,
      revision: published?.revision ?? "",
      wouldFail,
      findings: found.length,
      steps,
      verdict: isBlocked ? "does-not-fit" : isChanged ? "fits-with-changes" : "fits",
      reason,
    },
  };
}
