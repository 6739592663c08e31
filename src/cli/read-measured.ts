import { readFile } from "node:fs/promises";
import { UsageError } from "./exit-code.ts";

/** Seconds that each step took in recorded runs, by the id of the step. */
export type MeasuredSeconds = { readonly [step: string]: readonly number[] };

/** Reads `{ "step": [seconds, …] }` from a JSON file. Throws `UsageError` that says what is wrong in it. */
export async function readMeasured(file: string | undefined): Promise<MeasuredSeconds> {
  if (file === undefined) return {};
  const value = await readJson(file);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${file} must hold an object of lists of seconds by step`);
  for (const [step, seconds] of Object.entries(value)) {
    if (!isSeconds(seconds))
      throw new UsageError(`${file}: ${step} must be a list of seconds, none of them negative`);
  }
  return value as MeasuredSeconds;
}

/** Reads `[seconds, …]`: what recorded runs took. Throws `UsageError` that says what is wrong in it. */
export async function readRecordedSeconds(file: string): Promise<readonly number[]> {
  const value = await readJson(file);
  if (!isSeconds(value))
    throw new UsageError(`${file} must hold a list of seconds, one per recorded run, none of them negative`);
  return value;
}

const isSeconds = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((each) => typeof each === "number" && each >= 0);

async function readJson(file: string): Promise<unknown> {
  return readFile(file, "utf8")
    .then(
      (text) => JSON.parse(text) as unknown,
      (error: unknown) => {
        throw new UsageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
      },
    )
    .catch((error: unknown) => {
      if (error instanceof SyntaxError) throw new UsageError(`${file} is no JSON: ${error.message}`);
      throw error;
    });
}
