import { access, chown, open, readFile, rename, rm, stat } from "node:fs/promises";

/** The user and group that own a data directory: whom the server runs as. */
export type Owner = { readonly uid: number; readonly gid: number };

/** Whether something is at the path. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Who owns a file or folder. */
export async function ownerOf(path: string): Promise<Owner> {
  const { uid, gid } = await stat(path);
  return { uid, gid };
}

/** Hands a file to the server's user; only root can and needs to. */
export async function giveTo(path: string, owner: Owner): Promise<void> {
  if (process.geteuid?.() === 0) await chown(path, owner.uid, owner.gid);
}

/**
 * Writes a file so that it is there whole or not at all, also after a power loss, readable by the
 * server's user alone.
 */
export async function writeDurably(path: string, text: string, owner: Owner): Promise<void> {
  const draft = `${path}.holdfast-draft`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await giveTo(draft, owner);
  await rename(draft, path);
}

/** A text file's content, or null where there is no such file. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Removes a file; that it is not there is fine. */
export async function removeIfThere(path: string): Promise<void> {
  await rm(path, { force: true });
}
