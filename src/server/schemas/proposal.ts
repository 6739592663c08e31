import { z } from "zod";
import { diagnosticSchema } from "../routes/diagnostics.ts";
import { actorSchema } from "./actor.ts";
import { differenceLineSchema } from "./document.ts";
import { refSchema } from "./ref.ts";

/** Proposals carry documents: more than other requests. */
export const proposalBytesMax = 32_000_000;

const textMax = 5_000_000;

/** The changes of a proposal, as they are sent. */
export const proposedChangesBody = z
  .array(
    z.strictObject({
      ref: refSchema.optional().meta({ description: "Which document; absent: the one the text is of." }),
      file: z
        .string()
        .max(300)
        .optional()
        .meta({ description: "Where it stands below the estate's folder." }),
      text: z
        .string()
        .max(textMax)
        .nullable()
        .meta({ description: "YAML of one document; null removes it." }),
      base: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable()
        .optional()
        .meta({ description: "SHA-256 of the text its author saw, null: none; absent: what is published." }),
    }),
  )
  .max(50_000);

const saidSchema = z.object({ by: actorSchema, at: z.string() });

const permissionSchema = z
  .string()
  .nullable()
  .meta({ description: "Why the asking person cannot do it now; null when they can." });

export const requirementSchema = z
  .object({
    owner: refSchema.nullable().meta({ description: "null: anybody but the authors." }),
    documents: z.array(refSchema),
    people: z.array(refSchema),
    note: z.string().nullable(),
    approvedBy: z.array(z.string()),
  })
  .meta({ id: "ApprovalRequirement" });

export const proposalSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    reason: z.string(),
    status: z.enum(["open", "published", "withdrawn"]),
    authors: z.array(actorSchema),
    base: z.int(),
    changes: z.int(),
    openedAt: z.string(),
    changedAt: z.string(),
    version: z.int(),
    publishedAs: z.int().nullable(),
  })
  .meta({ id: "ProposalSummary" });

/** A proposal in a list, with who has to do something next. */
export const listedProposalSchema = proposalSummarySchema
  .extend({
    turn: z.object({
      waitsFor: z.enum(["authors", "owners", "publisher", "nobody"]),
      owners: z.array(z.string()).meta({ description: "Owners whose approval is missing." }),
      why: z.string(),
    }),
  })
  .meta({ id: "ListedProposal", description: "A proposal in a list, with whose turn it is." });

export const proposalSchema = proposalSummarySchema
  .extend({
    content: z.string().meta({ description: "Names what it holds; an approval is of this content." }),
    documents: z.array(
      z.object({
        ref: refSchema.nullable(),
        file: z.string(),
        change: z.enum(["added", "changed", "removed"]),
        isInConflict: z.boolean(),
      }),
    ),
    requirements: z.array(requirementSchema),
    approvals: z.array(saidSchema.extend({ note: z.string(), owners: z.array(refSchema) })),
    objections: z.array(saidSchema.extend({ reason: z.string() })),
    comments: z.array(saidSchema.extend({ text: z.string(), ref: refSchema.nullable() })),
    may: z.object({
      approve: permissionSchema,
      publish: permissionSchema,
      revise: permissionSchema,
      rebase: permissionSchema,
      requestChanges: permissionSchema,
      withdraw: permissionSchema,
    }),
  })
  .meta({ id: "Proposal", description: "Changes of documents on their way to being published." });

const effectSchema = z.object({
  ref: refSchema,
  direction: z.enum(["worse", "better", "changed"]),
  text: z.string(),
});

export const differencesSchema = z
  .object({
    documents: z.array(
      z.object({
        ref: refSchema.nullable(),
        file: z.string(),
        change: z.enum(["added", "changed", "removed"]),
        text: z.string().nullable().meta({ description: "The document as proposed; null: removed." }),
        lines: z
          .array(differenceLineSchema.nullable())
          .meta({ description: "null: lines left out that do not change." }),
        conflict: z
          .object({ reason: z.string(), text: z.string().nullable() })
          .nullable()
          .meta({ description: "How it and what was published since contradict each other." }),
      }),
    ),
    check: z.object({
      added: z.array(diagnosticSchema),
      fixed: z.array(diagnosticSchema),
      kept: z.int(),
      errors: z.array(z.string()).meta({ description: "What keeps it from being published." }),
    }),
    effects: z.array(z.object({ id: z.string(), title: z.string(), effects: z.array(effectSchema) })),
  })
  .meta({
    id: "ProposalDifferences",
    description: "What a proposal does: to texts, findings and the estate.",
  });
