import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Observation } from "#core/exchange/observed/observation.ts";
import {
  alignObservations,
  mergeObservations,
  type ObservedFile,
  observedFileName,
  readObservedFile,
} from "#core/exchange/observed/observed-file.ts";
import { UsageError } from "../exit-code.ts";
import { writeWhole } from "./import-folder.ts";

/** What was observed, as the folder keeps it. */
export async function observedOf(folder: string): Promise<ObservedFile> {
  const file = path.join(folder, observedFileName);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new UsageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
  });
  const read = readObservedFile(text);
  if (read === null)
    throw new UsageError(`${file} is damaged; restore it from version control, or remove it`);
  return read;
}

/** Adds the observations of an import, by the names of the documents in `known`. */
export async function keepObservations(
  folder: string,
  source: string,
  importedOn: string,
  observations: readonly Observation[],
  known: ReadonlySet<string>,
): Promise<void> {
  if (observations.length === 0) return;
  const aligned = alignObservations(observations, known);
  const merged = mergeObservations(await observedOf(folder), source, importedOn, aligned);
  await writeWhole(path.join(folder, observedFileName), `${JSON.stringify(merged, null, 1)}\n`);
}
