import { z } from "zod";
import type { Json, JsonObject } from "#core/model/json.ts";

/** Any JSON value. What arrives was JSON already, so there is nothing to look at again. */
export const jsonSchema = z.unknown() as unknown as z.ZodType<Json>;

/** Any JSON object. */
export const jsonObjectSchema = z.record(z.string(), z.unknown()) as unknown as z.ZodType<JsonObject>;
