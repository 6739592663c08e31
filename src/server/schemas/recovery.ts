import { z } from "zod";
import { clockPhases } from "#core/model/clock-phase.ts";
import { refSchema } from "./ref.ts";

const seconds = z.number();
const quantiles = z.object({ p50: seconds, p90: seconds, p95: seconds, p99: seconds }).meta({
  id: "Quantiles",
  description: "Seconds that this share of the simulated recoveries does not exceed.",
});

const steps = z.array(z.string());
const complete = z
  .boolean()
  .meta({ description: "False: a duration is unknown, and every time is a lower bound." });

const infeasible = z
  .array(
    z
      .object({
        type: z.enum([
          "duplicate",
          "unknown-step",
          "cycle",
          "bad-duration",
          "bad-demand",
          "demand-above-capacity",
          "no-window",
          "too-many",
        ]),
        step: z.string().nullable(),
        text: z.string(),
      })
      .meta({ id: "Infeasibility", description: "Why it can never be done with what there is." }),
  )
  .nullable();

export const durationModelSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("fixed"), seconds }),
    z.object({
      type: z.literal("pert"),
      minSeconds: seconds,
      likelySeconds: seconds,
      maxSeconds: seconds,
    }),
    z.object({ type: z.literal("lognormal"), medianSeconds: seconds, sigma: z.number() }),
    z.object({ type: z.literal("empirical"), seconds: z.array(seconds) }),
    z.object({ type: z.literal("unknown") }),
  ])
  .meta({ id: "DurationModel", description: "How long something takes, as it was assumed." });

export const measuredStepSchema = z.object({ step: z.string(), runs: z.int(), isUsed: z.boolean() });

const forecastSchema = z
  .object({
    complete,
    unknown: steps,
    likelySeconds: seconds.meta({ description: "The plan with every likely duration." }),
    seconds: quantiles,
    rtoSeconds: seconds.nullable(),
    probabilityMet: z.number().nullable(),
    critical: z.array(z.object({ step: z.string(), share: z.number() })),
    bottlenecks: z.array(
      z.object({ resource: z.string(), secondsGained: seconds, p50Gained: seconds, p95Gained: seconds }),
    ),
    standardErrors: quantiles,
    probabilityMargin: z.number().nullable(),
    meanSeconds: seconds,
    backSeconds: quantiles.meta({ description: "Until users have the service back." }),
    backStandardErrors: quantiles,
    lowerBoundSeconds: seconds,
    isOptimal: z.boolean(),
    tornado: z.array(z.object({ step: z.string(), lowSeconds: seconds, highSeconds: seconds })),
    histogram: z.object({ fromSeconds: seconds, toSeconds: seconds, counts: z.array(z.int()) }),
    curve: z.array(seconds).meta({
      description:
        "Times until users have the service back: the shortest, those of 1, 2 … 99 %, the longest.",
    }),
    trials: z.int(),
    seed: z.int(),
    unlimited: z
      .array(z.string())
      .meta({ description: "Resources of unknown number: nothing waits for them." }),
    conditional: steps.meta({ description: "Counted although a condition may leave them out." }),
    phases: z
      .array(
        z.object({
          phase: z.enum(clockPhases),
          seconds: quantiles.nullable().meta({ description: "Null: not counted, or not known." }),
          meanSeconds: seconds.nullable(),
        }),
      )
      .meta({ description: "The time until users have the service back, split as the clock of a run does." }),
    outage: z
      .array(
        z.object({
          phase: z.enum(["detect", "decide", "mobilise", "verify", "traffic"]),
          duration: durationModelSchema,
          source: z.enum(["document", "history", "unknown"]),
          ref: refSchema.nullable(),
        }),
      )
      .meta({ description: "Parts that were counted in though no step stands for them, and who says so." }),
    measured: z.array(measuredStepSchema).meta({
      description: "Steps that live runs have measured; from five on their times replace the estimate.",
    }),
  })
  .meta({ id: "Forecast" });

export const forecastAnswerSchema = z
  .object({ forecast: forecastSchema.nullable(), infeasible })
  .meta({ id: "ForecastAnswer", description: "One of the two is null." });

const chainSchema = z.object({
  step: z.string(),
  startSeconds: seconds,
  endSeconds: seconds,
  waitedFor: z.enum(["start", "order", "resource", "time"]),
  resource: z.string().nullable(),
});

const conflictsSchema = z
  .object({
    status: z.literal("compared"),
    alone: z.array(z.object({ recovery: z.string(), seconds })),
    clashes: z.array(
      z.object({
        resource: z.string(),
        fromSeconds: seconds,
        untilSeconds: seconds,
        recoveries: z.array(z.string()),
        demand: z.number(),
        capacity: z.number(),
      }),
    ),
    orders: z.array(
      z.object({
        order: z.array(z.string()),
        ends: z.array(
          z.object({
            recovery: z.string(),
            seconds,
            delaySeconds: seconds,
            isMet: z.boolean().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({
    id: "Conflicts",
    description: "Who needs the same at the same time, and what serving one first costs.",
  });

export const scheduleAnswerSchema = z
  .object({
    schedule: z
      .object({
        complete,
        unknown: steps,
        steps: z.array(z.object({ step: z.string(), startSeconds: seconds, endSeconds: seconds })),
        seconds,
        lowerBoundSeconds: seconds,
        boundedBy: z.enum(["critical-path", "work", "one-at-a-time", "energy"]),
        isOptimal: z.boolean(),
        gap: z.number(),
        chain: z.array(chainSchema),
        conflicts: conflictsSchema.nullable(),
        isMissed: z.boolean(),
      })
      .meta({ id: "Schedule" })
      .nullable(),
    infeasible,
  })
  .meta({ id: "ScheduleAnswer", description: "One of the two is null." });

const measured = {
  measuredSeconds: seconds.nullable().meta({ description: "In the newest live run that measured it." }),
  measuredRun: z.string().nullable(),
  measuredAt: z.string().nullable(),
};

const feasibilitySchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("step-alone"), step: z.string(), seconds }),
    z.object({ type: z.literal("chain"), steps, seconds }),
    z.object({ type: z.literal("likely-chain"), steps, seconds }),
    z.object({ type: z.literal("staffing"), seconds }),
    z.object({ type: z.literal("feasible"), seconds }),
    z.object({ type: z.literal("infeasible") }),
  ])
  .meta({ id: "Feasibility", description: "From what no staffing can change to what it can." });

const availabilitySchema = z.object({
  availability: z.number(),
  standardError: z.number(),
  method: z.enum(["exact", "simulated"]),
  downMinutesPerYear: z.number(),
  unknown: z.array(z.string()),
  missing: z.array(z.string()),
});

export const objectiveSchema = z
  .object({
    ref: refSchema,
    rto: z.object({
      requiredSeconds: seconds.nullable(),
      forecast: quantiles.nullable(),
      complete,
      ...measured,
      probabilityMet: z.number().nullable(),
      runbook: z.string().nullable(),
      feasibility: feasibilitySchema.nullable(),
      withDependencies: z.object({ seconds, limitedBy: z.string() }).nullable(),
    }),
    rpo: z.object({
      requiredSeconds: seconds.nullable(),
      forecastSeconds: seconds.nullable(),
      of: refSchema.nullable(),
      ...measured,
    }),
    availability: availabilitySchema.nullable(),
    verdict: z
      .enum(["met", "missed", "unknown"])
      .meta({ description: "Of the forecast against what is required." }),
  })
  .meta({ id: "ServiceObjective", description: "Required, forecast and measured. Null is not known." });

export const objectivesAnswerSchema = z
  .object({ services: z.array(objectiveSchema) })
  .meta({ id: "Objectives" });
