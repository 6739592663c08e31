import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { FolderMemory, FollowPorts } from "./follow-folder.ts";

const memorySchema: z.ZodType<FolderMemory> = z.object({
  origin: z.string().nullable(),
  folder: z.string(),
  documents: z.record(z.string(), z.string()),
});

/** Keeps the memory in a file of the node's data folder. A damaged one is no memory: then nothing is overwritten. */
export function folderMemory(file: string): FollowPorts["memory"] {
  return {
    read: async () => {
      try {
        return memorySchema.parse(JSON.parse(await readFile(file, "utf8")));
      } catch {
        return null;
      }
    },
    write: async (memory) => {
      await writeFile(`${file}.new`, JSON.stringify(memory));
      await rename(`${file}.new`, file);
    },
  };
}
