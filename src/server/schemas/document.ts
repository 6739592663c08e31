import { z } from "zod";
import { actorSchema } from "./actor.ts";
import { refSchema } from "./ref.ts";

export const stalePartSchema = z
  .object({
    document: refSchema,
    part: z.string().meta({ description: "Its name within the document." }),
    title: z.string(),
    owner: refSchema.nullable().meta({ description: "Who may say that it is right again." }),
    since: z.string(),
    reasons: z.array(
      z.object({
        ref: refSchema.meta({ description: "What was changed." }),
        change: z.enum(["changed", "removed"]),
        fields: z.array(z.string()),
        via: z.array(refSchema).meta({ description: "How the part relies on it." }),
        number: z.int().meta({ description: "The publication that changed it." }),
        at: z.string(),
        by: actorSchema,
        authors: z.array(z.string()).meta({ description: "Who wrote the change." }),
        revision: z.string().meta({ description: "Of the estate since then." }),
      }),
    ),
  })
  .meta({ id: "StalePart", description: "A part of a plan or runbook that waits for a review, and why." });

export const signOffSchema = z
  .object({
    ref: refSchema,
    revision: z.string(),
    statement: z.string(),
    expiresOn: z.string().nullable(),
    by: actorSchema,
    at: z.string(),
    status: z
      .enum(["valid", "superseded", "expired"])
      .meta({ description: "superseded: the document was changed since; it needs a new signature." }),
  })
  .meta({ id: "SignOff", description: "A signature on an exact revision of a document." });

export const documentSummarySchema = z
  .object({
    ref: refSchema,
    kind: z.string(),
    name: z.string(),
    title: z.string(),
    owner: refSchema.nullable(),
    file: z.string(),
    revision: z.string().meta({ description: "Names its meaning: comments and layout do not count." }),
    stale: z.int().meta({ description: "Parts that wait for a review." }),
    findings: z
      .object({ error: z.int(), warning: z.int(), info: z.int() })
      .meta({ description: "What the checker says of it, by severity." }),
    number: z.int().meta({ description: "The publication that changed it last." }),
    changedAt: z.string(),
    changedBy: actorSchema,
  })
  .meta({ id: "DocumentSummary" });

export const historyEntrySchema = z
  .object({
    number: z.int(),
    title: z.string(),
    at: z.string(),
    by: actorSchema,
    proposal: z.string().nullable(),
    revision: z.string().nullable().meta({ description: "null: it was removed." }),
    text: z.string().nullable().meta({ description: "SHA-256 of its text." }),
  })
  .meta({ id: "DocumentHistoryEntry" });

export const publicationSchema = z
  .object({
    number: z.int(),
    revision: z.string(),
    title: z.string(),
    documents: z.int(),
    changed: z.int(),
    proposal: z.string().nullable(),
    at: z.string(),
    by: actorSchema,
  })
  .meta({ id: "Publication", description: "The estate as a whole, from one change to the next." });

export const differenceLineSchema = z
  .object({
    type: z.enum(["same", "added", "removed"]),
    text: z.string(),
    before: z.int().nullable().meta({ description: "Line before, from 1." }),
    after: z.int().nullable().meta({ description: "Line after, from 1." }),
  })
  .meta({ id: "DifferenceLine" });
