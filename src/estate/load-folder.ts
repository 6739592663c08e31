import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from "node:fs";
import { setImmediate } from "node:timers/promises";
import path from "node:path";
import { fileBytesMax, type SourceFile } from "#core/document/source-file.ts";
import { decodeFile } from "./decode-file.ts";

/** The folder (or file) that was named cannot be used at all. */
export class FolderError extends Error {}

/** A file of documents as a walk found it, before anybody has read it. */
export type FoundFile = {
  readonly file: string;
  /** Changes with the content: size, times and number of the file; null where it cannot be told. */
  readonly stamp: string | null;
  /** Why it cannot be read, as far as is known already. */
  readonly reason: string | null;
};

/**
 * Reads the document files of a folder, in an order that depends on their names alone. Skips
 * `node_modules` and whatever begins with a dot; follows links, each folder once, so that a loop of
 * links ends. `folder` may also be one file. Throws `FolderError` when it is not there or not readable.
 */
export async function loadFolder(folder: string): Promise<readonly SourceFile[]> {
  const sources: SourceFile[] = [];
  for (const [index, found] of exploreFolder(folder).files.entries()) {
    // Reading one after the other is by far the fastest for many small files; others get their turn in between.
    if (index % filesPerTurn === filesPerTurn - 1) await setImmediate();
    sources.push(loadFile(found));
  }
  return sources;
}

const filesPerTurn = 200;

/** What a walk found: the files that `loadFolder` reads, and every folder in which there may be more one day. */
export type Exploration = { readonly files: readonly FoundFile[]; readonly folders: readonly string[] };

/** Finds the files that `loadFolder` reads, without reading them. Throws `FolderError` like it. */
export function exploreFolder(folder: string): Exploration {
  try {
    const stats = statSync(folder, { bigint: true });
    if (stats.isFile()) {
      return {
        files: [{ file: folder, stamp: stampOf(stats), reason: null }],
        folders: [path.dirname(folder)],
      };
    }
    if (!stats.isDirectory()) throw new FolderError(`${folder}: neither a folder nor a file`);
    readdirSync(folder);
  } catch (error) {
    throw error instanceof FolderError ? error : new FolderError(`${folder}: ${reasonOf(error)}`);
  }
  const walk: Walk = { root: realpathSync(folder), visited: new Set(), files: [], folders: [] };
  walkFolder(walk, folder);
  return walk;
}

type Walk = {
  readonly root: string;
  readonly visited: Set<string>;
  readonly files: FoundFile[];
  readonly folders: string[];
};

function walkFolder(walk: Walk, folder: string): void {
  try {
    const real = realpathSync(folder);
    if (walk.visited.has(real)) return;
    walk.visited.add(real);
    walk.folders.push(folder);
    const entries = readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) visit(walk, path.join(folder, entry.name), entry);
  } catch (error) {
    walk.files.push({ file: folder, stamp: null, reason: reasonOf(error) });
  }
}

function visit(walk: Walk, file: string, entry: Dirent): void {
  const isDocument = /\.ya?ml$/i.test(file);
  const isLink = entry.isSymbolicLink();
  if (!isDocument && !isLink && !entry.isDirectory()) return;
  try {
    const stats = statSync(file, { bigint: true });
    const isFolder = stats.isDirectory();
    if (!isFolder && !isDocument) return;
    if (isLink && !isWithin(walk.root, realpathSync(file))) {
      walk.files.push({ file, stamp: null, reason: leadsOut });
    } else if (isFolder) {
      walkFolder(walk, file);
    } else {
      // A pipe or a device named .yaml would be read for ever.
      const reason = stats.isFile() ? null : "it is no file but a pipe, a socket or a device";
      walk.files.push({ file, stamp: stampOf(stats), reason });
    }
  } catch (error) {
    if (isDocument) walk.files.push({ file, stamp: null, reason: reasonOf(error) });
  }
}

/** Whoever sends a change to be checked could otherwise have any file of the machine printed in the findings. */
const leadsOut = "it is a link that leads out of the folder; put the file there, or check that folder too";

function isWithin(root: string, real: string): boolean {
  return real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

function stampOf(
  stats: { readonly [name in "dev" | "ino" | "size" | "mtimeNs" | "ctimeNs"]: bigint },
): string {
  return `${stats.dev}.${stats.ino}.${stats.size}.${stats.mtimeNs}.${stats.ctimeNs}`;
}

/** Reads a file that was found. Never throws: what cannot be read says why. */
export function loadFile({ file, reason }: FoundFile): SourceFile {
  if (reason !== null) return { type: "unreadable", file, reason };
  let descriptor: number | null = null;
  try {
    // What was a file when it was found may be a pipe by now, and opening that would wait for a writer.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const { size } = fstatSync(descriptor);
    if (size > fileBytesMax) return { type: "oversized", file, bytes: size };
    return decodeFile(file, readFileSync(descriptor));
  } catch (error) {
    return { type: "unreadable", file, reason: reasonOf(error) };
  } finally {
    if (descriptor !== null) closeSync(descriptor);
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
