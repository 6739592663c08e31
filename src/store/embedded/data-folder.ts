import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { StoreStartError } from "../start-error.ts";
import type { PostgresBinaries } from "./binaries.ts";
import { barrierFor, type RunAs } from "./run-as.ts";
import { runToEnd } from "./spawn.ts";

/** The database's own user, the superuser of its private cluster. */
export const embeddedUser = "holdfast";

/** The parts of the folder that PostgreSQL has to itself. */
export type DatabaseFolder = {
  /** Everything of the database; belongs to the user it runs as. */
  readonly folder: string;
  /** PGDATA, its real path. */
  readonly dataFolder: string;
  readonly logFile: string;
  readonly portFile: string;
  readonly password: string;
};

/**
 * Makes the database's folder inside `folder` and, the first time, its cluster: C locale and UTF-8 whatever the
 * machine's locale is, passwords by SCRAM, data checksums on. Throws `StoreStartError`.
 */
export async function prepareDatabaseFolder(
  folder: string,
  binaries: PostgresBinaries,
  runAs: RunAs | null,
): Promise<DatabaseFolder> {
  const own = path.join(folder, "postgres");
  mkdirSync(own, { recursive: true, mode: 0o700 });
  if (runAs !== null) {
    const barrier = barrierFor(runAs, folder);
    if (barrier !== null) {
      throw new StoreStartError(
        `PostgreSQL does not run as root but as the user "${runAs.name}", and that user cannot enter ${barrier}. ` +
          `Choose a data folder that it can reach (such as /var/lib/holdfast/data), or allow it: chmod o+x ${barrier}`,
      );
    }
    chownSync(own, runAs.uid, runAs.gid);
  }
  chmodSync(own, 0o700);
  const password = keptPassword(path.join(own, "password"), runAs);
  const dataFolder = path.join(own, "data");
  if (!existsSync(path.join(dataFolder, "PG_VERSION"))) {
    await makeCluster(own, dataFolder, binaries, runAs);
  }
  refuseOtherMajor(dataFolder, binaries.major);
  return {
    folder: own,
    dataFolder: realpathSync(dataFolder),
    logFile: path.join(own, "log"),
    portFile: path.join(own, "port"),
    password,
  };
}

function keptPassword(file: string, runAs: RunAs | null): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
    // initdb reads it as the user it runs as.
    if (runAs !== null) chownSync(file, runAs.uid, runAs.gid);
  }
  return readFileSync(file, "utf8").trim();
}

/** Made beside its place and renamed, so that a kill in the middle leaves no half cluster. */
async function makeCluster(
  own: string,
  dataFolder: string,
  binaries: PostgresBinaries,
  runAs: RunAs | null,
): Promise<void> {
  const partial = `${dataFolder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const args = [
    `--pgdata=${partial}`,
    `--username=${embeddedUser}`,
    `--pwfile=${path.join(own, "password")}`,
    "--auth=scram-sha-256",
    "--locale=C",
    "--encoding=UTF8",
    "--data-checksums",
  ];
  const { code, output } = await runToEnd({ binaries, runAs }, binaries.initdb, args, own);
  if (code !== 0)
    throw new StoreStartError(`The database could not be created in ${own}.\n${explainLog(output)}`);
  renameSync(partial, dataFolder);
}

function refuseOtherMajor(dataFolder: string, major: number): void {
  const found = Number(readFileSync(path.join(dataFolder, "PG_VERSION"), "utf8"));
  if (found === major) return;
  throw new StoreStartError(
    `The database in ${dataFolder} was written by PostgreSQL ${found}; this Holdfast comes with ${major}. ` +
      'Export the log with the Holdfast that wrote it ("holdfast export"), then import it into an empty folder.',
  );
}

/** What PostgreSQL's own words mean for the person who has to act; ends with those words. */
export function explainLog(log: string): string {
  const tail = log.trim().split("\n").slice(-12).join("\n");
  if (/No space left on device|ENOSPC|Disk quota exceeded/.test(log)) {
    return `The disk is full. Make room on the disk of the data folder, then start again.\n${tail}`;
  }
  if (/Address already in use|could not bind/.test(log)) {
    return `The port is in use by another program. Stop it, or choose another port.\n${tail}`;
  }
  if (/error while loading shared libraries|cannot open shared object/.test(log)) {
    return `A library of PostgreSQL is missing on this machine. Run "npm install" again, or use DATABASE_URL.\n${tail}`;
  }
  if (/Permission denied|EACCES/.test(log)) {
    return `PostgreSQL may not read or write its folder. Check who owns it.\n${tail}`;
  }
  return tail;
}
