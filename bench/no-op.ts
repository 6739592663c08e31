import { type Connector, defineAction } from "#connectors/connector.ts";
import type { Outcome } from "#core/model/outcome.ts";
import type { RunPlan } from "#core/model/run-plan.ts";
import type { StepDefinition } from "#core/model/step.ts";
import { effectStep, planOf } from "#test/chaos/plans.ts";
import { z } from "zod";

const done: Outcome = { status: "done", output: null };

/** Steps that do nothing, or nothing for a while: what is left is the engine. */
export const noOpConnector: Connector = {
  name: "no-op",
  title: "Does nothing",
  access: null,
  checks: {},
  actions: {
    nothing: defineAction({
      title: "Nothing, for so many milliseconds",
      parameters: z.strictObject({ milliseconds: z.number() }),
      policy: "idempotent",
      timeoutSeconds: 60,
      destructive: false,
      plan: async () => done,
      async act({ milliseconds }) {
        if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
        return done;
      },
    }),
  },
};

function noOpStep(index: number, milliseconds: number): StepDefinition {
  const after = index === 0 ? [] : [`s${index - 1}`];
  const step = effectStep(`s${index}`, { policy: "idempotent", after });
  const action = { connector: "no-op", do: "nothing", with: { milliseconds }, policy: "idempotent" } as const;
  return { ...step, work: { type: "action", action }, undo: null };
}

/** A chain of steps, one after the other. */
export function chainPlan(steps: number, milliseconds = 0): RunPlan {
  return planOf(Array.from({ length: steps }, (_, index) => noOpStep(index, milliseconds)));
}

/** A chain whose first step waits for a person, for ever if need be. */
export function waitingPlan(steps: number): RunPlan {
  const [first, ...rest] = chainPlan(steps).steps;
  if (!first) return planOf([]);
  const work = { type: "person", instructions: "Say when.", evidenceRequired: false } as const;
  return planOf([{ ...first, work }, ...rest]);
}
