import { z } from "zod";
import type { Impact } from "#core/model/run-plan.ts";
import { runbookPurposes, runModes } from "#core/model/run-plan.ts";
import type { Attention } from "#core/run/attention.ts";
import { clockPhases } from "#core/model/clock-phase.ts";
import type { PhaseClock } from "#core/run/phase-clock.ts";
import type { LeadOffer } from "#core/run/state.ts";
import type { RunView } from "#core/run/view.ts";
import { actorSchema } from "./actor.ts";
import { refSchema } from "./ref.ts";
import { stepViewSchema } from "./step.ts";

export const modeSchema = z.enum(runModes);
export const purposeSchema = z.enum(runbookPurposes);

export const runResultSchema = z.enum([
  "succeeded",
  "succeeded-with-exceptions",
  "aborted",
  "undone",
  "undo-incomplete",
]);

export const runStatusSchema = z.enum(["none", "running", "paused", "aborting", "undoing", "finished"]);

export const impactSchema: z.ZodType<Impact> = z
  .strictObject({
    lastGoodAt: z.string().nullable(),
    beganAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    failedTransactions: z.int(),
  })
  .meta({ id: "Impact", description: "What an outside observer recorded of the impact." });

const clockSchema: z.ZodType<PhaseClock> = z
  .object({
    beganAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    totalSeconds: z.number().nullable(),
    phases: z.array(z.object({ phase: z.enum(clockPhases), seconds: z.number(), evidence: z.string() })),
    rtoSeconds: z.number().nullable(),
    verdict: z.enum(["met", "missed", "pending", "no-objective", "no-impact"]),
  })
  .meta({ id: "PhaseClock", description: "From the first failed outside transaction to lasting success." });

const attentionSchema: z.ZodType<Attention> = z
  .object({
    step: z.string(),
    title: z.string(),
    kind: z.enum(["approve", "do", "decide", "failed", "unknown"]),
    who: refSchema,
    what: z.string(),
    since: z.string().nullable(),
    until: z.string().nullable(),
  })
  .meta({ id: "Attention", description: "Something only a person can move on." });

const leadOfferSchema: z.ZodType<LeadOffer> = z
  .object({ to: refSchema, by: actorSchema, at: z.string(), reason: z.string() })
  .meta({ id: "LeadOffer", description: "The lead as it is offered to somebody who has not answered yet." });

/** A run as the asking person sees it. */
export const runViewSchema: z.ZodType<RunView> = z
  .object({
    id: z.string(),
    version: z.int(),
    runbook: z.string(),
    title: z.string(),
    purpose: purposeSchema,
    revision: z.string(),
    estate: z
      .object({ number: z.int(), revision: z.string() })
      .nullable()
      .meta({ description: "The publication of the estate it was started on." }),
    recovers: z.array(refSchema),
    mode: modeSchema,
    status: runStatusSchema,
    result: runResultSchema.nullable(),
    reason: z.string(),
    startedBy: actorSchema.nullable(),
    lead: actorSchema.nullable().meta({ description: "Who coordinates the run; a lead gives no rights." }),
    leadOffer: leadOfferSchema.nullable(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    rtoSeconds: z.number().nullable(),
    rpoSeconds: z.number().nullable(),
    mtdSeconds: z.number().nullable().meta({ description: "The longest tolerable outage." }),
    detection: z.object({ at: z.string(), by: z.string() }).nullable(),
    impact: impactSchema.nullable(),
    clock: clockSchema,
    attention: z.array(attentionSchema),
    commands: z.array(
      z.object({
        command: z.enum([
          "PauseRun",
          "ResumeRun",
          "AbortRun",
          "UndoRun",
          "OfferLead",
          "AcceptLead",
          "DeclineLead",
        ]),
        refusal: z.string().nullable(),
      }),
    ),
    steps: z.array(stepViewSchema),
  })
  .meta({ id: "RunView", description: "A run as the asking person sees it, with what they may do now." });

/** A run in a list. */
export const runSummarySchema = z
  .object({
    id: z.string(),
    version: z.int(),
    runbook: z.string(),
    title: z.string(),
    mode: modeSchema,
    status: runStatusSchema,
    result: runResultSchema.nullable(),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    startedBy: actorSchema,
    lead: actorSchema.nullable(),
    purpose: purposeSchema,
    reason: z.string(),
    recovers: z.array(refSchema),
    rtoSeconds: z.number().nullable(),
    impact: impactSchema.nullable(),
    settled: z.int().meta({ description: "Steps that are settled." }),
    steps: z.int(),
    attentionCount: z.int(),
    attention: attentionSchema.nullable().meta({ description: "What has waited longest for a person." }),
  })
  .meta({ id: "RunSummary" });

export type RunSummary = z.output<typeof runSummarySchema>;
