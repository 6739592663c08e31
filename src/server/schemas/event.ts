import { z } from "zod";
import type { StoredEvent } from "#core/model/event.ts";
import { actorSchema } from "./actor.ts";
import { jsonObjectSchema } from "./json.ts";

export const eventSchema: z.ZodType<StoredEvent> = z
  .object({
    position: z.int().meta({ description: "Place in the whole log; grows, may have gaps." }),
    stream: z.string().meta({ description: "The aggregate, such as run/ID." }),
    version: z.int().meta({ description: "1, 2, 3 … within the stream." }),
    type: z.string(),
    data: jsonObjectSchema,
    actor: actorSchema,
    at: z.string().meta({ description: "ISO 8601, UTC, milliseconds." }),
    commandId: z.string(),
    hash: z.string().meta({ description: "SHA-256 over the previous hash of the stream and this event." }),
  })
  .meta({ id: "Event", description: "Something that happened, as it stands in the log." });
