import type { LabFolder } from "./folder.ts";
import { labFolder } from "./folder.ts";
import type { LabOptions } from "./options.ts";
import { type LabPorts, labPorts } from "./ports.ts";
import type { NodeProcess } from "./processes/start-process.ts";
import { type ProgramName, writePrograms } from "./programs.ts";
import { type DatabasePrograms, databasePrograms, type SiteDatabase, siteDatabase } from "./site/database.ts";
import type { SiteName } from "./site/sites.ts";

/** Everything there is to know of one lab without looking at it. */
export type Lab = {
  readonly options: LabOptions;
  readonly folder: LabFolder;
  readonly ports: LabPorts;
  readonly databasePrograms: DatabasePrograms;
  readonly databases: { readonly [site in SiteName]: SiteDatabase };
  readonly programs: { readonly [name in ProgramName]: NodeProcess };
};

/** Describes the lab in a folder that exists, and writes its programs' configurations there. */
export function describeLab(options: LabOptions): Lab {
  const folder = labFolder(options.folder);
  const ports = labPorts(options.basePort);
  return {
    options,
    folder,
    ports,
    databasePrograms: databasePrograms(folder),
    databases: {
      east: siteDatabase(folder, "east", ports.databaseEast),
      west: siteDatabase(folder, "west", ports.databaseWest),
    },
    programs: writePrograms(folder, options),
  };
}

/** Where a part of the lab answers over HTTP. */
export function labUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}
