import { z } from "zod";
import { actorSchema } from "./actor.ts";
import { calloutSchema } from "./callout.ts";
import { refSchema } from "./ref.ts";

const instant = z.string();
const evidence = z.array(
  z.object({ name: z.string(), mediaType: z.string(), sha256: z.string(), text: z.string().optional() }),
);

/** Runs, decisions, briefings, vendors and updates of an incident. */
export const incidentWorkShapes = {
  runs: z.array(z.object({ run: z.string(), runbook: z.string(), purpose: z.string(), at: instant })),
  decisions: z.array(
    z.object({
      decision: z.string(),
      question: z.string(),
      options: z.array(z.string()),
      authority: refSchema,
      until: instant.nullable(),
      askedBy: actorSchema,
      askedAt: instant,
      taken: z.object({ option: z.string(), reason: z.string(), by: actorSchema, at: instant }).nullable(),
    }),
  ),
  briefings: z.array(
    z.object({
      briefing: z.string(),
      startsAt: instant,
      minutes: z.number(),
      held: z
        .object({
          briefing: z.string(),
          agenda: z.array(z.string()),
          decisions: z.array(z.string()),
          notes: z.string(),
          nextAt: instant.nullable(),
          heldAt: instant,
          by: actorSchema,
        })
        .nullable(),
    }),
  ),
  agenda: z.array(z.string()),
  callouts: z.array(calloutSchema),
  vendorCases: z.array(
    z.object({
      case: z.string(),
      vendor: refSchema,
      contract: refSchema.nullable(),
      subject: z.string(),
      reference: z.string(),
      responseSeconds: z.number().nullable(),
      terms: z
        .object({
          restoreSeconds: z.number().nullable(),
          hours: z.string().nullable(),
          startsOn: z.string().nullable(),
          expiresOn: z.string().nullable(),
        })
        .exactOptional(),
      openedAt: instant,
      openedBy: actorSchema,
      answers: z.array(
        z.object({
          case: z.string(),
          what: z.enum(["acknowledged", "working", "promised", "missed", "resolved"]),
          promisedAt: instant.nullable(),
          note: z.string(),
          evidence,
          at: instant,
          by: actorSchema,
        }),
      ),
      dueAt: instant.nullable(),
      response: z.enum(["waiting", "in-time", "late", "no-time-agreed"]),
      firstAnswerAt: instant.nullable(),
      restoreDueAt: instant.nullable(),
      restoration: z.enum(["waiting", "in-time", "late", "no-time-agreed"]),
      resolvedAt: instant.nullable(),
    }),
  ),
  updates: z.array(
    z.object({
      update: z.string(),
      audience: z.string(),
      text: z.string(),
      approver: refSchema.nullable(),
      asOf: z.int(),
      draftedBy: actorSchema,
      draftedAt: instant,
      status: z.enum(["draft", "approved", "refused"]),
      decidedBy: actorSchema.nullable(),
      decidedAt: instant.nullable(),
      published: z.array(
        z.object({
          update: z.string(),
          channel: z.string(),
          outcome: z.enum(["done", "failed", "unknown"]),
          detail: z.string(),
          at: instant,
        }),
      ),
    }),
  ),
};
