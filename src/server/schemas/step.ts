import { z } from "zod";
import type { Approval, DecisionOption, StepDuration } from "#core/model/step.ts";
import type { StepView } from "#core/run/view.ts";
import { actorSchema } from "./actor.ts";
import { jsonSchema } from "./json.ts";
import { refSchema } from "./ref.ts";

export const durationSchema: z.ZodType<StepDuration> = z
  .object({
    minSeconds: z.number(),
    likelySeconds: z.number(),
    maxSeconds: z.number(),
    sigma: z.number().exactOptional(),
  })
  .meta({
    id: "StepDuration",
    description:
      "Three points (PERT) in seconds; with `sigma` a long tail, of which they are P10, median and P90.",
  });

const optionSchema: z.ZodType<DecisionOption> = z
  .object({ id: z.string(), title: z.string(), effect: z.enum(["continue", "undo", "abort"]) })
  .meta({ id: "DecisionOption" });

const approvalSchema: z.ZodType<Approval> = z
  .object({ by: refSchema, quorum: z.int(), notTheStarter: z.boolean() })
  .meta({ id: "Approval" });

export const phaseSchema = z.enum(["mobilise", "execute", "verify", "traffic", "restore"]);

export const workSchema = z.enum(["action", "check", "person", "wait", "decision", "join"]);

const statusSchema = z.enum([
  "pending",
  "awaiting-approval",
  "awaiting-person",
  "awaiting-decision",
  "waiting",
  "dispatched",
  "running",
  "failed",
  "unknown",
  "succeeded",
  "skipped",
  "done-by-hand",
  "not-needed",
  "cancelled",
  "undone",
  "undo-failed",
]);

const stepCommandSchema = z.enum([
  "ApproveStep",
  "RefuseApproval",
  "TakeStep",
  "CompleteStep",
  "DecideOption",
  "SkipStep",
  "InsertStep",
  "ReassignStep",
  "RetryStep",
  "MarkDoneByHand",
  "UndoStep",
]);

/** A step of a run as people see it. */
export const stepViewSchema: z.ZodType<StepView> = z
  .object({
    id: z.string(),
    title: z.string(),
    after: z.array(z.string()),
    phase: phaseSchema,
    work: workSchema,
    action: z.string().nullable(),
    instructions: z.string().nullable(),
    question: z.string().nullable(),
    options: z.array(optionSchema),
    approval: approvalSchema.nullable(),
    approvals: z.array(actorSchema),
    accountable: refSchema,
    responsible: refSchema,
    takenBy: actorSchema.nullable(),
    status: statusSchema,
    activity: z.enum(["do", "undo"]),
    claims: z.int(),
    repeated: z.boolean(),
    slow: z.boolean(),
    planned: durationSchema.nullable(),
    readyAt: z.string().nullable(),
    startedAt: z.string().nullable(),
    settledAt: z.string().nullable(),
    until: z.string().nullable(),
    durationSeconds: z.number().nullable(),
    option: z.string().nullable(),
    message: z.string().nullable(),
    workaround: z.string().nullable(),
    hasUndo: z.boolean(),
    output: jsonSchema,
    commands: z.array(z.object({ command: stepCommandSchema, refusal: z.string().nullable() })),
  })
  .meta({ id: "StepView", description: "A step as the asking person sees it, with what they may do now." });

/** A step of a resolved runbook, before any run. */
export const plannedStepSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    after: z.array(z.string()),
    phase: phaseSchema,
    work: workSchema,
    action: z.string().nullable(),
    accountable: refSchema,
    responsible: refSchema,
    duration: durationSchema.nullable(),
    approval: approvalSchema.nullable(),
    hasUndo: z.boolean(),
    workaround: z.string().nullable(),
  })
  .meta({ id: "PlannedStep" });
