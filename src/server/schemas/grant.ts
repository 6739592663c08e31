import { z } from "zod";
import type { GrantView } from "#core/grant/view.ts";
import { actorSchema } from "./actor.ts";
import { refSchema } from "./ref.ts";

const whyNot = z
  .string()
  .nullable()
  .meta({ description: "Why the asking person may not do it; null: they may." });

/** A grant of access. */
export const grantViewSchema: z.ZodType<GrantView> = z
  .object({
    id: z.string(),
    version: z.int(),
    status: z.enum([
      "none",
      "asked",
      "refused",
      "withdrawn",
      "approved",
      "opening",
      "not-opened",
      "open",
      "closing",
      "revoked",
    ]),
    origin: z.enum(["step", "asked", "break-glass"]),
    run: z.string(),
    step: z.string().nullable(),
    grantee: refSchema,
    component: refSchema,
    connector: z.string(),
    as: z.array(z.string()),
    limitSeconds: z.number(),
    approver: refSchema.nullable(),
    reason: z.string(),
    notified: z.array(refSchema),
    askedBy: actorSchema,
    askedAt: z.string(),
    approvedBy: actorSchema.nullable(),
    openedAt: z.string().nullable(),
    until: z.string().nullable(),
    mayBeOpen: z.boolean().meta({ description: "Whether somebody may be let in by it, as far as is known." }),
    alarming: z.boolean().meta({ description: "It should be closed, and nobody can say that it is." }),
    reviewDue: z.boolean().meta({ description: "Somebody else still has to look at a break-glass." }),
    credential: z.object({ reference: z.string(), issuedAt: z.string() }).nullable(),
    end: z
      .object({
        cause: z.enum([
          "step-closed",
          "run-over",
          "step-handed-on",
          "expired",
          "by-person",
          "opening-unknown",
        ]),
        reason: z.string(),
        by: actorSchema,
        at: z.string(),
      })
      .nullable(),
    revokedAt: z.string().nullable(),
    sessionsEnded: z.int(),
    uses: z.array(z.object({ since: z.string().nullable(), from: z.string().nullable(), what: z.string() })),
    trouble: z.object({ message: z.string(), at: z.string(), retryAt: z.string().nullable() }).nullable(),
    review: z
      .object({
        verdict: z.enum(["justified", "not-justified"]),
        note: z.string(),
        by: actorSchema,
        at: z.string(),
      })
      .nullable(),
    whyNot: z.object({ approve: whyNot, refuse: whyNot, collect: whyNot, end: whyNot, review: whyNot }),
  })
  .meta({
    id: "AccessGrant",
    description: "Access to one component for one person, for as long as a step is open.",
  });
