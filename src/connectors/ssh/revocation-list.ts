import { copyFile, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { SshAccess } from "./access.ts";
import type { Authority } from "./authority.ts";
import { runTool, ToolFault } from "./run-tool.ts";

/** Lists are changed one after another: each change is made on what the one before has written. */
const turns = new Map<string, Promise<unknown>>();

function inTurn<T>(file: string, work: () => Promise<T>): Promise<T> {
  const result = (turns.get(file) ?? Promise.resolve()).then(work, work);
  turns.set(
    file,
    result.catch(() => {}),
  );
  return result;
}

async function isThere(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw new ToolFault(`${file} cannot be read (${error.code})`);
    },
  );
}

/** Whether the list says that all certificates of this name are void. */
export async function isVoid(
  { revocationList }: SshAccess,
  keyId: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (!(await isThere(revocationList))) return false;
  const text = await runTool(["ssh-keygen", "-Q", "-l", "-f", revocationList], signal);
  return text.split("\n").some((line) => line.trim() === `id: ${keyId}`);
}

/**
 * Adds what is void to the list and brings it to the host. The file is replaced as a whole, since sshd reads it at each
 * login and refuses every key while it cannot be read. `spec` is a line of a KRL specification, or null to make a list
 * where there is none.
 */
export function addVoid(
  access: SshAccess,
  { folder, publicFile }: Authority,
  spec: string | null,
  signal: AbortSignal,
): Promise<void> {
  const { revocationList, publish } = access;
  return inTurn(revocationList, async () => {
    const exists = await isThere(revocationList);
    if (spec !== null || !exists) {
      const specFile = path.join(folder, "void");
      const beside = `${revocationList}.${process.pid}.new`;
      try {
        await writeFile(specFile, spec === null ? "" : `${spec}\n`);
        if (exists) await copyFile(revocationList, beside);
        await runTool(
          ["ssh-keygen", "-k", ...(exists ? ["-u"] : []), "-f", beside, "-s", publicFile, specFile],
          signal,
        );
        await flush(beside);
        await rename(beside, revocationList);
      } catch (error) {
        await rm(beside, { force: true });
        throw isSystemError(error) ? new ToolFault(error.message) : error;
      }
    }
    if (publish) await runTool(publish, signal, { HOLDFAST_REVOCATION_LIST: revocationList });
  });
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, "r");
  await handle.chmod(0o644);
  await handle.sync();
  await handle.close();
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
