import { z } from "zod";
import type { JsonObject } from "../../model/json.ts";

/** An object whose content somebody else defines, such as the parameters of a connector. */
export const jsonObjectField = z.record(z.string(), z.unknown()).transform((value) => value as JsonObject);
