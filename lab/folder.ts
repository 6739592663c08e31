import path from "node:path";
import type { SiteName } from "./site/sites.ts";

/** Where one lab keeps everything it owns; removing the folder removes the lab. */
export type LabFolder = {
  readonly root: string;
  /** What is running: see state.ts. */
  readonly stateFile: string;
  readonly configs: string;
  readonly logs: string;
  /** Database passwords, one file each, readable by their owner only. */
  readonly secrets: string;
  /** The estate's documents with this lab's ports and paths. */
  readonly estate: string;
  /** Working directory and records of the processes that stand in neither site. */
  readonly outside: string;
  readonly ledgerFile: string;
};

export function labFolder(folder: string): LabFolder {
  const root = path.resolve(folder);
  return {
    root,
    stateFile: path.join(root, "state.json"),
    configs: path.join(root, "config"),
    logs: path.join(root, "logs"),
    secrets: path.join(root, "secrets"),
    estate: path.join(root, "estate"),
    outside: path.join(root, "outside"),
    ledgerFile: path.join(root, "outside", "ledger.ndjson"),
  };
}

/** The folders of one site. Each process of the site works below `root`, which is how they are found. */
export type SiteFolder = {
  readonly root: string;
  readonly app: string;
  /** What may be a disk of its own, of limited size. */
  readonly disk: string;
  readonly data: string;
  readonly databaseLog: string;
};

export function siteFolder(folder: LabFolder, site: SiteName): SiteFolder {
  const root = path.join(folder.root, "sites", site);
  const disk = path.join(root, "disk");
  return {
    root,
    app: path.join(root, "app"),
    disk,
    data: path.join(disk, "data"),
    databaseLog: path.join(folder.logs, `database-${site}.log`),
  };
}
