import { z } from "zod";
import { refSchema } from "./ref.ts";

const place = z.int().min(-1);
const places = z.array(place);
const flags = z.array(z.int().min(0).max(1));
const refs = z.array(refSchema);

const links = z.object({
  from: places,
  to: places,
  calls: z.array(z.number()).meta({ description: "−1: nobody counted." }),
  lastSeenAt: z.array(z.string()).meta({ description: "ISO 8601; empty: no source says." }),
  hint: flags.meta({ description: "1: a setting names it, and nobody has seen a call." }),
});

const observed = z.object({
  seen: links,
  undeclared: links,
  neverSeen: z.object({ from: places, to: places }),
  outside: z
    .array(z.object({ from: z.string(), to: z.string() }))
    .meta({ description: "Of which an end is not in the estate." }),
});

/** The answer is written by another thread as text; this describes it. */
export const estateMapSchema = z
  .object({
    refs: refs.meta({
      description: "What can fail. A number elsewhere is a place in this list, −1 is none.",
    }),
    titles: z.array(z.string()),
    missing: places.meta({ description: "Relied on, and described by no document." }),
    invalid: places,
    site: places,
    team: places,
    vendor: places.meta({ description: "Who supplies a component: no dependency unless it is declared." }),
    tier: z.array(z.int()).meta({ description: "0: its document says none." }),
    requirements: z.object({
      owner: places,
      losses: z.array(z.int()).meta({ description: "So many members must be lost to break it." }),
      soft: flags,
      phase: z.array(z.int().min(0).max(2)).meta({ description: "0 both, 1 runtime, 2 startup." }),
      implied: flags.meta({ description: "1: it follows from where things stand." }),
      size: z.array(z.int()),
      members: places.meta({ description: "Of all requirements, one after the other." }),
    }),
    runbooks: z.array(
      z.object({
        ref: refSchema,
        title: z.string(),
        recovers: refs,
        from: refSchema.nullable(),
        to: refSchema.nullable(),
      }),
    ),
    scenarios: z.array(z.object({ ref: refSchema, title: z.string(), fails: places })),
    observed: observed.nullable().meta({ description: "null: nobody has looked." }),
    observedFault: z.string().nullable(),
  })
  .meta({ id: "EstateMap", description: "What a map of the estate is drawn from, in columns." });
