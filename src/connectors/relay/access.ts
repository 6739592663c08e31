import { z } from "zod";

/** `spec.access.relay` of a component: the control interface of the relay its traffic goes through. */
export const relayAccess = z.strictObject({
  controlUrl: z.url({ protocol: /^https?$/ }).describe("http://host:port of the relay's control interface"),
  timeoutSeconds: z.number().positive().max(60).default(5).describe("Seconds one order may take"),
});

export type RelayAccess = z.output<typeof relayAccess>;
