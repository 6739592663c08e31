import { z } from "zod";
import type { Actor } from "#core/model/actor.ts";
import { refSchema } from "./ref.ts";

/** Who did something. */
export const actorSchema: z.ZodType<Actor> = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("person"), ref: refSchema, teams: z.array(refSchema) }),
    z.object({ type: z.literal("system"), node: z.string() }),
  ])
  .meta({ id: "Actor", description: "Who did something; teams are those of that moment." });
