import { z } from "zod";
import type { VendorClaim } from "#core/incident/vendor/vendor-claim.ts";
import { refSchema } from "./ref.ts";

const instant = z.string().meta({ description: "ISO 8601, UTC." });

const limitSchema = z
  .object({
    what: z.enum(["response", "restoration"]),
    seconds: z.number().nullable(),
    dueAt: instant.nullable(),
    doneAt: instant.nullable(),
    standing: z.enum(["waiting", "in-time", "late", "no-time-agreed"]),
    lateSeconds: z.number().nullable(),
    lateContractSeconds: z.number().nullable().meta({ description: "In the hours of the contract." }),
  })
  .meta({ id: "ContractLimit" });

const promiseSchema = z.object({
  promisedAt: instant,
  notedAt: instant,
  notedBy: z.string(),
  standing: z.enum(["open", "kept", "broken", "replaced"]),
});

const contactSchema = z.object({
  at: instant,
  notedBy: z.string(),
  what: z.enum(["acknowledged", "working", "promised", "missed", "resolved"]),
  promisedAt: instant.nullable(),
  note: z.string(),
  evidence: z.array(z.object({ name: z.string(), sha256: z.string() })).readonly(),
});

export const vendorClaimSchema: z.ZodType<VendorClaim> = z
  .object({
    incident: z.string(),
    case: z.string(),
    asOf: instant,
    vendor: refSchema,
    subject: z.string(),
    reference: z.string(),
    contract: refSchema.nullable(),
    hours: z.string().nullable(),
    countsHours: z.boolean(),
    inForce: z.object({ from: z.string().nullable(), until: z.string().nullable() }).nullable(),
    openedAt: instant,
    openedBy: z.string(),
    limits: z.array(limitSchema).readonly(),
    promises: z.array(promiseSchema).readonly(),
    contacts: z.array(contactSchema).readonly(),
    verdict: z.string(),
  })
  .meta({ id: "VendorClaim", description: "What a claim for breach of a contract rests on." });
