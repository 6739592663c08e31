import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "../exit-code.ts";

/** A file to be written: `new`, `same` as what is there, or it `differs` from it. */
export type PlannedWrite = {
  readonly file: string;
  readonly content: Uint8Array;
  readonly status: "new" | "same" | "differs";
};

/** Holds files against what stands where they go. */
export function plannedWrites(
  files: readonly { readonly file: string; readonly content: Uint8Array }[],
): Promise<readonly PlannedWrite[]> {
  return Promise.all(
    files.map(async ({ file, content }): Promise<PlannedWrite> => {
      const standing = await readStanding(file);
      if (standing === null) return { file, content, status: "new" };
      return { file, content, status: standing.equals(content) ? "same" : "differs" };
    }),
  );
}

async function readStanding(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new UsageError(`${file} cannot be written: ${code ?? "unknown"}`);
  }
}

/** Writes what is new or differs; each file is there whole or not at all. */
export async function writeFiles(plan: readonly PlannedWrite[]): Promise<void> {
  for (const { file, content, status } of plan) {
    if (status === "same") continue;
    const draft = `${file}.${process.pid}.tmp`;
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(draft, content);
      await rename(draft, file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new UsageError(`${file} cannot be written: ${code}`);
    }
  }
}
