import { z } from "zod";
import { refSchema } from "./ref.ts";

/** What a schema describes can be written to; what the core answers cannot: the same otherwise. */
export type Mutable<Value> = Value extends readonly [infer One, infer Other, infer Third]
  ? [Mutable<One>, Mutable<Other>, Mutable<Third>]
  : Value extends readonly [infer One, infer Other]
    ? [Mutable<One>, Mutable<Other>]
    : Value extends readonly (infer Item)[]
      ? Mutable<Item>[]
      : Value extends object
        ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
        : Value;

const refs = z.array(refSchema);
const because = refs.meta({ description: "A shortest chain to something that failed: each needs the next." });

export const impactSchema = z
  .object({
    failed: refs,
    down: z.array(z.object({ ref: refSchema, because, recoverableBy: refs })),
    degraded: z.array(z.object({ ref: refSchema, because })),
    thinner: refs.meta({ description: "Still up with a member of a redundancy group down." }),
    functions: refs.meta({ description: "Business functions that are down or degraded." }),
  })
  .meta({ id: "ImpactReport" });

export const orderSchema = z
  .object({
    waves: z.array(refs),
    cycles: z.array(refs),
    broken: z.array(
      z.object({
        from: refSchema,
        to: refSchema,
        reason: z.enum(["itself", "soft", "spare", "first"]),
      }),
    ),
  })
  .meta({ id: "RecoveryOrder" });

export const pointsSchema = z
  .object({ points: z.array(z.object({ ref: refSchema, takesDown: refs })), more: z.int() })
  .meta({ id: "SinglePoints" });

export const radiiSchema = z
  .object({
    radii: z.array(z.object({ ref: refSchema, nodes: z.int(), services: z.int(), functions: z.int() })),
    more: z.int(),
  })
  .meta({ id: "BlastRadii" });

const pair = z.tuple([refSchema, refSchema]);

export const pairsSchema = z
  .object({ pairs: z.array(z.object({ refs: pair, takesDown: refs })), complete: z.boolean() })
  .meta({ id: "FailurePairs" });

export const cutSetsSchema = z
  .object({
    order1: refs,
    order2: z.array(pair),
    order3: z.array(z.tuple([refSchema, refSchema, refSchema])),
    complete: z.boolean(),
  })
  .meta({ id: "CutSets" });

export const commonCausesSchema = z
  .object({
    commonCauses: z.array(z.object({ owner: refSchema, members: refs, atLeast: z.int(), causes: refs })),
  })
  .meta({ id: "CommonCauses" });
