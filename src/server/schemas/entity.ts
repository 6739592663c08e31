import { z } from "zod";
import { documentKinds } from "#core/model/ref.ts";
import { scopes } from "#core/model/scope.ts";
import { countsSchema } from "./counts.ts";
import { refSchema } from "./ref.ts";

const seconds = z.number();

export const entityRowSchema = z
  .object({
    ref: refSchema,
    kind: z.enum(documentKinds),
    title: z.string(),
    owner: refSchema.nullable(),
    teams: z.array(refSchema).meta({ description: "Its owner where that is a team; the teams of a person." }),
    sites: z.array(refSchema),
    about: refSchema
      .nullable()
      .meta({ description: "What it is mainly about: a vendor, a lead, what a protection protects." }),
    tier: z.number().nullable().meta({ description: "Tier of a service, priority of a function." }),
    scope: z.enum(scopes).nullable(),
    type: z.string().nullable().meta({ description: "What sort of its kind it is." }),
    rtoSeconds: seconds.nullable(),
    rpoSeconds: seconds.nullable().meta({ description: "Required; of a protection, what it reaches." }),
    day: z.string().nullable().meta({ description: "Until when it holds, or when it is due." }),
    count: z
      .number()
      .nullable()
      .meta({ description: "People, contacts, steps, workplaces or covered things." }),
    reliesOn: z.int(),
    reliedOnBy: z.int(),
    findings: countsSchema,
    stale: z.int().meta({ description: "Parts that wait for a review." }),
  })
  .meta({ id: "EntityRow", description: "One thing of the estate in a list. Null: not set." });

const named = { ref: refSchema, title: z.string(), isMissing: z.boolean() };

const relationSchema = z
  .object({
    members: z.array(z.object(named)),
    atLeast: z.int().nullable().meta({ description: "So many of the group; null: no group." }),
    of: z.int().meta({ description: "Members of the group." }),
    need: z.enum(["hard", "soft"]),
    phase: z.enum(["runtime", "startup", "both"]),
    origin: z
      .enum(["declared", "site"])
      .meta({ description: "site: it stands there; nobody wrote it down." }),
  })
  .meta({ id: "EntityRelation" });

const mentionSchema = z.object({ ...named, kind: z.string(), fields: z.array(z.string()) }).meta({
  id: "EntityMention",
  description: "Another document, and the fields in which one names the other.",
});

const protectionSchema = z
  .object({
    ...named,
    protects: refSchema,
    method: z.string(),
    lossSeconds: seconds.nullable().meta({ description: "The most that may be missing; null: not known." }),
    restoreSeconds: seconds.nullable(),
    target: refSchema.nullable(),
    targetSite: refSchema.nullable(),
    lastVerifiedRestoreOn: z.string().nullable(),
  })
  .meta({ id: "EntityProtection" });

const contactSchema = z
  .object({
    ref: refSchema.nullable(),
    title: z.string().nullable(),
    role: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    confirmedOn: z.string().nullable(),
  })
  .meta({ id: "EntityContact" });

export const entityRelationsSchema = z
  .object({
    reliesOn: z.array(relationSchema),
    reliedOnBy: z.array(relationSchema),
    mentionedBy: z.array(mentionSchema),
    mentions: z.array(mentionSchema),
    protections: z.array(protectionSchema),
    runbooks: z.array(z.object({ ...named, name: z.string(), purpose: z.string() })),
    contacts: z.array(contactSchema),
  })
  .meta({ id: "EntityRelations" });
