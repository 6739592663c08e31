import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { LabFolder } from "./folder.ts";
import { labOptionsSchema } from "./options.ts";

const identity = z.strictObject({ pid: z.int(), startedAt: z.string() });

const labStateSchema = z.strictObject({
  options: labOptionsSchema,
  startedAt: z.string(),
  supervisor: identity,
  /** The Node processes by name; the databases are found by their directories. */
  processes: z.record(z.string(), identity),
  /** Faults that were injected and not healed, in that order. */
  faults: z.array(z.string()),
});

/** What is written down of a running lab, for whoever comes after its supervisor. */
export type LabState = Readonly<z.output<typeof labStateSchema>>;

/** The state, or null where there is none that can be read. */
export function readLabState(folder: LabFolder): LabState | null {
  try {
    return labStateSchema.parse(JSON.parse(readFileSync(folder.stateFile, "utf8")));
  } catch {
    return null;
  }
}

/** Replaces the state in one step, so that a reader never sees half of it. */
export function writeLabState(folder: LabFolder, state: LabState): void {
  const draft = `${folder.stateFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(draft, folder.stateFile);
}
