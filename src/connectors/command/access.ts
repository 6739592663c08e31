import path from "node:path";
import { z } from "zod";

/** A path that says the same wherever the engine stands: absolute, without `.` and `..`. */
const plainPath = z
  .string()
  .max(4_096)
  .refine((text) => path.isAbsolute(text) && path.normalize(text) === text && !text.includes("\0"), {
    message: "an absolute path without . or ..",
  });

const environment = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "a name of letters, digits and _"),
  z.string().refine((text) => !text.includes("\0"), "without NUL"),
);

/** `spec.access.command` of a component: which programs may be run on its behalf, and in what surroundings. */
export const commandAccess = z.strictObject({
  allowed: z.array(plainPath).min(1).describe("The programs that may be run, each by its whole path"),
  workingDirectory: plainPath.optional().describe("Absent: the root directory"),
  versions: z
    .record(
      plainPath,
      z.strictObject({
        arguments: z.array(z.string()).optional().describe("How it is asked; absent: --version"),
        says: z.string().min(1).describe("Text that its answer holds"),
      }),
    )
    .optional()
    .describe("The versions that runbooks were written for; `holdfast check --live` asks the programs"),
  environment: environment
    .optional()
    .describe(
      "Variables, credentials as secret:env/NAME or secret:file/PATH; the values are kept out of all outputs",
    ),
  openEnvironment: environment.optional().describe("Variables whose values may be seen in outputs"),
});

/** One program of those allowed. */
export const programPath = plainPath;
