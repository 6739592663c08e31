import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** Names, sizes and times of all files below a folder (or of one file), in one text: another text means that something changed. */
export async function folderFingerprint(folder: string): Promise<string> {
  const whole = await stat(folder);
  if (whole.isFile()) return `${folder} ${whole.size} ${whole.mtimeMs}`;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = entries
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/i.test(entry.name))
    .map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      // A file that is being replaced is gone for an instant.
      const found = await stat(file).catch(() => null);
      return `${file} ${found?.size ?? 0} ${found?.mtimeMs ?? 0}`;
    });
  return (await Promise.all(lines)).toSorted().join("\n");
}
