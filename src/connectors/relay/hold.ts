import { z } from "zod";
import { defineOrder } from "./define-order.ts";
import { entranceParameters } from "./entrance-state.ts";

/** Lets new requests wait at the entrance instead of going to a target; those on their way are finished. */
export const hold = defineOrder({
  title: "Hold traffic at the entrance",
  parameters: z.strictObject(entranceParameters),
  destructive: false,
  decide: () => ({ order: { mode: "hold" } }),
  holds: ({ mode }) => mode === "hold",
});
