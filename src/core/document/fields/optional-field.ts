import { z } from "zod";

/** A field that may be left out and is then null, so that what is read has every field. */
export function orNull<Field extends z.ZodType>(field: Field, description: string) {
  return field
    .optional()
    .transform((value): z.output<Field> | null => value ?? null)
    .describe(description);
}

/** A list that may be left out and is then empty. */
export function listOf<Item extends z.ZodType>(item: Item, description: string) {
  return z.array(item).default([]).describe(description);
}

/** A map that may be left out and is then empty. */
export function mapOf<Value extends z.ZodType>(
  value: Value,
  description: string,
  key: z.ZodString = z.string(),
) {
  return z.record(key, value).default({}).describe(description);
}
