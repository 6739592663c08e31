import { z } from "zod";
import { type Owner, readIfThere, writeDurably } from "./host/data-directory.ts";

/** What a rebuild leaves in the new data directory, so that a lost attempt can be recognised as carried out. */
const rebuildMark = z.object({
  key: z.string(),
  slot: z.string(),
  files: z.number(),
  archiveBytes: z.number(),
});

export type RebuildMark = z.output<typeof rebuildMark>;

const markFile = "holdfast-rebuilt.json";

/** The mark of the rebuild that made this data directory, or null. */
export async function readRebuildMark(dataDirectory: string): Promise<RebuildMark | null> {
  const text = await readIfThere(`${dataDirectory}/${markFile}`);
  return text === null ? null : rebuildMark.parse(JSON.parse(text));
}

/** Marks a data directory as made by the rebuild with this key. */
export function writeRebuildMark(dataDirectory: string, mark: RebuildMark, owner: Owner): Promise<void> {
  return writeDurably(`${dataDirectory}/${markFile}`, `${JSON.stringify(mark)}\n`, owner);
}
