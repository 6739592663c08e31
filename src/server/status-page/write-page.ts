import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { PageFile } from "#core/incident/status-page/page-files.ts";

const draftPattern = /^\.holdfast-.*\.draft$/;

/**
 * Puts files into a folder that is being served: each is written and synchronised beside its place and then takes it
 * in one step, so that nobody is ever served half of one, also when the process or the machine ends in between.
 */
export async function writePage(folder: string, files: readonly PageFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, text } of files) {
    const draft = path.join(folder, `.holdfast-${randomUUID()}.draft`);
    try {
      const handle = await open(draft, "wx", 0o644);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, path.join(folder, name));
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {});
      throw error;
    }
  }
}

/** Takes away what a writer that was killed has left. */
export async function clearDrafts(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter((each) => draftPattern.test(each)))
    await rm(path.join(folder, name), { force: true });
}
