import type { JsonObject } from "#core/model/json.ts";
import type { ProgramResult } from "./run-program.ts";

type Ended = Extract<ProgramResult, { status: "ended" }>;

/** The output of a step: `{exitCode, signal, durationSeconds, leftOpen, stdout: {text, totalBytes, sha256, truncated, note}, stderr}`. */
export function outputOf({ exitCode, signal, durationSeconds, leftOpen, stdout, stderr }: Ended): JsonObject {
  return { exitCode, signal, durationSeconds, leftOpen, stdout: stdout.summary, stderr: stderr.summary };
}

/** How a program ended, with the end of what it had to say about it. */
export function describeEnd({ exitCode, signal, stdout, stderr }: Ended): string {
  const how = exitCode === null ? `was ended by ${signal}` : `ended with exit code ${exitCode}`;
  const said = (stderr.text.trim() || stdout.text.trim()).slice(-300).replace(/\s+/g, " ");
  return said ? `${how}: ${said}` : how;
}
