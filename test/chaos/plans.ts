import type { JsonObject } from "#core/model/json.ts";
import type { RunPlan } from "#core/model/run-plan.ts";
import type { RedeliveryPolicy, StepDefinition, StepId } from "#core/model/step.ts";
import type { Random } from "#test/simulation/random.ts";

export type EffectStepOptions = {
  readonly policy: RedeliveryPolicy;
  readonly after?: readonly StepId[];
  /** Whether a check of the effect follows, which puts a RecordAct between act and settle. */
  readonly verify?: boolean;
  readonly with?: JsonObject;
};

/** A step that appends one line of its own name to the effects file. */
export function effectStep(id: StepId, options: EffectStepOptions): StepDefinition {
  const { policy, after = [], verify = false } = options;
  const check = { connector: "effects", check: "written", with: { name: id }, withinSeconds: 5 };
  return {
    id,
    title: `Write ${id}`,
    after,
    phase: "execute",
    accountable: "team:dba",
    responsible: "team:dba",
    consulted: [],
    informed: [],
    duration: null,
    work: {
      type: "action",
      action: { connector: "effects", do: policy, with: { name: id, ...options.with }, policy },
    },
    when: null,
    precondition: [],
    approval: null,
    verify: verify ? [check] : [],
    undo: { connector: "effects", do: policy, with: { name: `undo-${id}` }, policy },
    retry: { attempts: 3, backoffSeconds: 0 },
    timeoutSeconds: null,
    workaround: null,
  };
}

export function planOf(steps: readonly StepDefinition[]): RunPlan {
  return {
    runbook: "chaos",
    title: "Chaos",
    purpose: "failover",
    revision: "0".repeat(64),
    recovers: [],
    objectives: { rtoSeconds: null, rpoSeconds: null },
    steps,
    access: {},
    impactSource: null,
    members: {},
  };
}

const policies = ["idempotent", "observe", "observe", "ask"] as const;

/** Five to nine steps with random precedence, policies and pauses. */
export function randomEffectPlan(random: Random): RunPlan {
  const steps: StepDefinition[] = [];
  const count = 5 + random.below(5);
  for (let index = 0; index < count; index += 1) {
    const last = steps.at(-1)?.id;
    const after = last === undefined ? [] : random.chance(0.7) ? [last] : [random.pick(steps).id];
    steps.push(
      effectStep(`s${index + 1}`, {
        policy: random.pick(policies),
        after,
        verify: random.chance(0.4),
        with: { beforeMilliseconds: random.below(100), afterMilliseconds: random.below(100) },
      }),
    );
  }
  return planOf(steps);
}
