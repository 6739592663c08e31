import { z } from "zod";

/** A field that may be left out and is then null, so that what is read has every field. */
export function orNull<Field extends z.ZodType>(field: Field) {
  return field.optional().transform((value): z.output<Field> | null => value ?? null);
}

/** A list that may be left out and is then empty. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).default([]);
}
