import { z } from "zod";

/** An order as a client places it. The id is the client's: placing the same order again is the same order. */
export const orderSchema = z.strictObject({
  id: z.string().min(1).max(100),
  item: z.string().min(1).max(100),
  quantity: z.int().positive().max(1_000_000),
});

export type Order = z.output<typeof orderSchema>;

/** An order as it stands in the database. `placedAt` is ISO 8601 in UTC. */
export type PlacedOrder = Order & { readonly placedAt: string; readonly site: string };
