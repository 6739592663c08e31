import type { Json } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { type Attempt, callAction, runCheck } from "./attempt.ts";

/**
 * A rehearsed step: what holds now is observed, and the connector says what it would do. Nothing is
 * changed. Checks are recorded as they are, not as gates: before the act they need not hold yet.
 */
export async function rehearse(attempt: Attempt): Promise<Outcome> {
  const { definition } = attempt.step;
  const observed: Json[] = [];
  const checks = definition.work.type === "check" ? definition.verify : definition.precondition;
  for (const check of checks) {
    const outcome = await runCheck(attempt, { ...check, withinSeconds: 0 });
    observed.push({
      check: `${check.connector} ${check.check}`,
      status: outcome.status,
      ...(outcome.status === "done" ? { output: outcome.output } : { message: outcome.message }),
    });
  }
  if (definition.work.type !== "action") {
    return { status: "done", output: { rehearsed: true, observed } };
  }
  const plan = await callAction(attempt, definition.work.action, "plan");
  if (plan.status === "done") {
    return { status: "done", output: { rehearsed: true, observed, wouldDo: plan.output } };
  }
  // Later steps may need what earlier ones would have changed: that is said, not counted as a fault.
  return {
    status: "done",
    output: { rehearsed: true, observed, cannotTell: plan.message, status: plan.status },
  };
}
