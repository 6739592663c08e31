import { lstatSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";

type Link = { readonly source: string; readonly target: string };

/**
 * npm packages cannot hold symbolic links, so the package lists its own in `pg-symlinks.json` for an
 * install script to make. Install scripts are off in this project, so the links are made here.
 */
function linksOf(nativeFolder: string): readonly Link[] {
  const list = path.join(nativeFolder, "pg-symlinks.json");
  return JSON.parse(readFileSync(list, "utf8")) as readonly Link[];
}

/** The links that are missing, as absolute paths. */
function missingLinks(nativeFolder: string): readonly Link[] {
  return linksOf(nativeFolder)
    .map(({ source, target }) => ({
      // The list says `native/lib/…`; a copy may have another name than `native`.
      source: path.join(nativeFolder, path.relative("native", source)),
      target: path.join(nativeFolder, path.relative("native", target)),
    }))
    .filter(({ target }) => lstatSync(target, { throwIfNoEntry: false }) === undefined);
}

/** Whether the libraries can be loaded as they stand. */
export function hasLibraryLinks(nativeFolder: string): boolean {
  return missingLinks(nativeFolder).length === 0;
}

/** Makes the missing links; another process may be doing the same. Throws the system's error when not allowed. */
export function makeLibraryLinks(nativeFolder: string): void {
  for (const { source, target } of missingLinks(nativeFolder)) {
    try {
      symlinkSync(path.relative(path.dirname(target), source), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
