import { z } from "zod";
import { defineOrder } from "./define-order.ts";
import { entranceParameters } from "./entrance-state.ts";

const parameters = z.strictObject({
  ...entranceParameters,
  cutInFlight: z
    .boolean()
    .default(true)
    .describe("Give up requests that are on their way; their clients learn that the outcome is not known"),
});

/** Fences the traffic: nothing reaches any target through this entrance any more, and clients are told so at once. */
export const off = defineOrder({
  title: "Turn the entrance off",
  parameters,
  destructive: true,
  decide: (_, { cutInFlight }) => ({ order: { mode: "off", cutInFlight } }),
  holds: ({ mode, inFlight }, { cutInFlight }) => mode === "off" && (!cutInFlight || inFlight === 0),
});
