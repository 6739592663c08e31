import { z } from "zod";
import { LabOptionsError } from "./lab-error.ts";
import { defaultBasePort, portSpan } from "./ports.ts";

/** What a lab is started with. */
export const labOptionsSchema = z.strictObject({
  folder: z.string(),
  basePort: z
    .int()
    .min(1024)
    .max(65_535 - portSpan)
    .default(defaultBasePort),
  /** Whether a commit at the primary waits for the standby: no loss, or no waiting. */
  replication: z.enum(["synchronous", "asynchronous"]).default("synchronous"),
  /** Size in megabytes of the disk each site's database gets, so that it can be filled; null is no limit. */
  diskMegabytes: z.int().min(256).max(4096).nullable().default(null),
  /** How long a customer waits for the answer to an order. */
  orderLimitSeconds: z.number().positive().max(60).default(1),
  ordersPerSecond: z.number().positive().max(200).default(20),
});

export type LabOptions = Readonly<z.output<typeof labOptionsSchema>>;

/** The options with their defaults. Throws `LabOptionsError` naming what is out of range. */
export function completeOptions(given: Partial<LabOptions>): LabOptions {
  const parsed = labOptionsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new LabOptionsError(`${problems.join("; ")}.`);
}
