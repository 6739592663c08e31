import { z } from "zod";
import { documentKinds, isRef, type Ref } from "#core/model/ref.ts";

const kinds = documentKinds.map((kind) => kind.toLowerCase()).join("|");

/** A reference to a document, such as `person:ana`. */
export const refSchema = z
  .string()
  .regex(new RegExp(`^(${kinds}):[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`), "is not a reference (kind:name)")
  .refine(isRef)
  .meta({ id: "Ref", description: "A reference to a document: kind:name." }) as unknown as z.ZodType<Ref>;
