import { z } from "zod";
import type { ForecastStep } from "#core/analysis/forecast/forecast-model.ts";
import { clockPhases } from "#core/model/clock-phase.ts";
import type { Resource } from "#core/analysis/schedule/schedule-problem.ts";
import type { Mutable } from "./analysis.ts";
import { durationModelSchema, measuredStepSchema } from "./recovery.ts";
import { phaseSchema } from "./step.ts";

const seconds = z.number();

// A field of the core that is missing here would be lost on the way to the browser: the types are held to each other.
const stepSchema: z.ZodType<Mutable<ForecastStep>> = z
  .object({
    id: z.string(),
    after: z.array(z.string()),
    needs: z.record(z.string(), z.number()),
    notBeforeSeconds: seconds,
    duration: durationModelSchema,
    failure: z
      .object({
        probability: z.number(),
        attempts: z.int(),
        backoffSeconds: seconds,
        fallback: durationModelSchema.nullable(),
      })
      .nullable(),
    cause: z.object({ name: z.string(), strength: z.number() }).nullable(),
    isBeforeBack: z.boolean(),
    phase: z.enum(clockPhases).exactOptional(),
  })
  .meta({ id: "ForecastStep" });

const resourceSchema: z.ZodType<Mutable<Resource>> = z
  .object({
    id: z.string(),
    capacity: z.number().nullable(),
    changes: z.array(z.object({ fromSeconds: seconds, capacity: z.number() })),
  })
  .meta({ id: "SharedResource" });

export const forecastProblemSchema = z
  .object({
    runbook: z.string(),
    title: z.string(),
    problem: z.object({ steps: z.array(stepSchema), resources: z.array(resourceSchema) }),
    rtoSeconds: seconds.nullable(),
    unlimited: z.array(z.string()),
    conditional: z.array(z.string()),
    measured: z.array(measuredStepSchema),
    labels: z.array(z.object({ step: z.string(), title: z.string(), phase: phaseSchema })).meta({
      description: "What the steps are called.",
    }),
  })
  .meta({
    id: "ForecastProblem",
    description: "What a forecast is computed from, so that a client can compute what would be otherwise.",
  });

export const recordedRunsSchema = z.object({
  runs: z.array(
    z
      .object({
        run: z.string(),
        runbook: z.string(),
        finishedAt: z.string(),
        backSeconds: seconds.nullable().meta({
          description: "From the first failed transaction outside to lasting success; null: not seen.",
        }),
      })
      .meta({ id: "RecordedRun" }),
  ),
});
