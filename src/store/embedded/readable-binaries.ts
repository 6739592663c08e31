import { accessSync, constants, cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { type PostgresBinaries, binariesIn, findPostgresBinaries } from "./binaries.ts";
import { hasLibraryLinks, makeLibraryLinks } from "./library-links.ts";
import { barrierFor, type RunAs } from "./run-as.ts";

/**
 * The installed PostgreSQL, made ready for `runAs` (null: ourselves): with its library links, and copied to a
 * readable place when it cannot be used where it is (a checkout under /root, or one that is not ours to write).
 * `folder` takes the copy of an ordinary user, `sharedFolder` that of root (for `nobody` must be able to reach it).
 */
export function readableBinaries(
  folder: string,
  runAs: RunAs | null,
  installed: PostgresBinaries = findPostgresBinaries(),
  sharedFolder = "/var/lib/holdfast",
): PostgresBinaries {
  const reachable = runAs === null || barrierFor(runAs, installed.postgres) === null;
  if (reachable && hasOrMakesLinks(installed.nativeFolder)) return installed;
  const target = path.join(runAs === null ? folder : sharedFolder, `native-${installed.version}`);
  if (!existsSync(path.join(target, "complete"))) copyWhole(installed.nativeFolder, target);
  return binariesIn(target, installed.version);
}

function hasOrMakesLinks(nativeFolder: string): boolean {
  if (hasLibraryLinks(nativeFolder)) return true;
  try {
    accessSync(path.join(nativeFolder, "lib"), constants.W_OK);
    makeLibraryLinks(nativeFolder);
    return true;
  } catch {
    return false;
  }
}

/** Copies beside the target and renames, so that a copy is there whole or not at all, also with two at work. */
function copyWhole(source: string, target: string): void {
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o755 });
  const partial = `${target}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(source, partial, { recursive: true, verbatimSymlinks: true });
  makeLibraryLinks(partial);
  mkdirSync(path.join(partial, "complete"));
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(path.join(target, "complete"))) throw error;
  }
}
