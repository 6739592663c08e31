import { componentRef } from "#connectors/read-access.ts";
import { z } from "zod";
import { programPath } from "./access.ts";

/** What to run. Arguments reach the program as they are: there is no shell that could read anything into them. */
export const programCall = {
  target: componentRef,
  program: programPath,
  arguments: z
    .array(z.string().refine((text) => !text.includes("\0"), "without NUL"))
    .max(1_000)
    .default([]),
  stdin: z.string().optional().describe("Written to its standard input, which is empty when absent"),
  expectExitCode: z.array(z.int().min(0).max(255)).min(1).default([0]),
};

export const runParameters = z.strictObject(programCall);

export type RunParameters = z.output<typeof runParameters>;
