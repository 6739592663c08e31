import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { fileBytesMax, type SourceFile } from "#core/document/source-file.ts";

/** The folder (or file) that was named cannot be used at all. */
export class FolderError extends Error {}

/**
 * Reads the document files of a folder, in an order that depends on their names alone. Skips
 * `node_modules` and whatever begins with a dot; follows links, each folder once, so that a loop of
 * links ends. `folder` may also be one file. Throws `FolderError` when it is not there or not readable.
 */
export async function loadFolder(folder: string): Promise<readonly SourceFile[]> {
  const found = await stat(folder).catch((error: unknown) => {
    throw new FolderError(`${folder}: ${reasonOf(error)}`);
  });
  if (found.isFile()) return [await loadFile(folder)];
  if (!found.isDirectory()) throw new FolderError(`${folder}: neither a folder nor a file`);
  await readdir(folder).catch((error: unknown) => {
    throw new FolderError(`${folder}: ${reasonOf(error)}`);
  });
  return walk(folder, new Set());
}

async function walk(folder: string, visited: Set<string>): Promise<readonly SourceFile[]> {
  try {
    const real = await realpath(folder);
    if (visited.has(real)) return [];
    visited.add(real);
    const names = (await readdir(folder)).filter((name) => !name.startsWith(".") && name !== "node_modules");
    const loaded: SourceFile[] = [];
    for (const name of names.sort()) loaded.push(...(await loadEntry(path.join(folder, name), visited)));
    return loaded;
  } catch (error) {
    return [{ type: "unreadable", file: folder, reason: reasonOf(error) }];
  }
}

async function loadEntry(file: string, visited: Set<string>): Promise<readonly SourceFile[]> {
  const isDocument = /\.ya?ml$/i.test(file);
  try {
    const found = await stat(file);
    if (found.isDirectory()) return await walk(file, visited);
    // A pipe or a device named .yaml would be read for ever.
    return found.isFile() && isDocument ? [await loadFile(file)] : [];
  } catch (error) {
    return isDocument ? [{ type: "unreadable", file, reason: reasonOf(error) }] : [];
  }
}

async function loadFile(file: string): Promise<SourceFile> {
  try {
    const { size } = await stat(file);
    if (size > fileBytesMax) return { type: "oversized", file, bytes: size };
    return decode(file, await readFile(file));
  } catch (error) {
    return { type: "unreadable", file, reason: reasonOf(error) };
  }
}

/** UTF-8, with or without a byte order mark; anything else, and text with NUL, is no text. */
function decode(file: string, bytes: Uint8Array): SourceFile {
  if (bytes.includes(0)) return { type: "binary", file };
  try {
    return { type: "text", file, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { type: "binary", file };
  }
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: "there is no such file or folder",
  EACCES: "you may not read it",
  EPERM: "you may not read it",
  ELOOP: "its links form a loop",
  ENOTDIR: "part of the path is not a folder",
  ENAMETOOLONG: "its name is too long",
};

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
