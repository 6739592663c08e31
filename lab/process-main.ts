import { readFileSync } from "node:fs";
import type { z } from "zod";
import { reasonOf } from "./lab-error.ts";

/**
 * The frame of each of the lab's processes: reads the configuration named on the command line,
 * starts, and stops in order when asked to end. What could not start says why in its log.
 */
export async function runProcess<Schema extends z.ZodType>(
  schema: Schema,
  start: (config: z.output<Schema>) => Promise<{ stop(): Promise<void> }>,
): Promise<void> {
  try {
    const running = await start(schema.parse(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"))));
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => void running.stop().finally(() => process.exit(0)));
    }
    process.stdout.write(`${new Date().toISOString()} started, pid ${process.pid}\n`);
  } catch (error) {
    process.stderr.write(`${new Date().toISOString()} could not start: ${reasonOf(error)}\n`);
    process.exit(1);
  }
}
