import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { PostgresBinaries } from "#store/embedded/binaries.ts";
import { readableBinaries } from "#store/embedded/readable-binaries.ts";
import { barrierFor, type RunAs, unprivilegedUser } from "#store/embedded/run-as.ts";
import { spawnPostgres } from "#store/embedded/spawn.ts";
import path from "node:path";
import { type LabFolder, siteFolder } from "../folder.ts";
import { LabError } from "../lab-error.ts";
import { databaseProcesses } from "../processes/lab-processes.ts";
import { endProcess, killAll, sendSignal } from "../processes/signal-processes.ts";
import { askDatabase } from "./ask-database.ts";
import type { DatabaseLogin } from "./login.ts";
import type { SiteName } from "./sites.ts";

/** With what, and as whom, the lab's databases run. */
export type DatabasePrograms = { readonly binaries: PostgresBinaries; readonly runAs: RunAs | null };

/** One site's database: where it is and how to reach it. */
export type SiteDatabase = {
  readonly site: SiteName;
  readonly port: number;
  readonly data: string;
  readonly logFile: string;
  /** As the databases' administrator. */
  readonly login: DatabaseLogin;
};

/** Name of the databases' administrator, who may do everything a recovery needs. */
export const administrator = "holdfast";

/** Name of the application's own account. */
export const applicationUser = "orders-app";

export const orderDatabase = "orders";

/** The replication slot of a site's database at its primary, named as the runbooks' connector names it. */
export function slotOf(site: SiteName): string {
  return `holdfast_orders_db_${site}`;
}

export function databaseLogin(folder: LabFolder, user: string, port: number): DatabaseLogin {
  const passwordFile = path.join(folder.secrets, user);
  return { host: "127.0.0.1", port, database: orderDatabase, user, passwordFile };
}

export function siteDatabase(folder: LabFolder, site: SiteName, port: number): SiteDatabase {
  const { data, databaseLog } = siteFolder(folder, site);
  return { site, port, data, logFile: databaseLog, login: databaseLogin(folder, administrator, port) };
}

/** Finds the programs; as root they run as `nobody`, who must be able to reach the lab's folder. */
export function databasePrograms(folder: LabFolder): DatabasePrograms {
  const runAs = unprivilegedUser();
  const barrier = runAs === null ? null : barrierFor(runAs, folder.root);
  if (barrier !== null) {
    throw new LabError(
      `The lab's databases run as ${runAs?.name ?? "nobody"}, who may not enter ${barrier}. ` +
        "Choose another place with --folder, such as /var/tmp/holdfast-lab.",
    );
  }
  return { binaries: readableBinaries(folder.root, runAs), runAs };
}

/** Starts the database as its directory stands, primary or standby; resolves when it answers SQL. */
export async function startDatabase(programs: DatabasePrograms, database: SiteDatabase): Promise<void> {
  if (databaseProcesses(database.data).length > 0) return;
  if (!existsSync(path.join(database.data, "PG_VERSION"))) {
    throw new LabError(
      `There is no database in ${database.data}: run "holdfast lab down", then "holdfast lab up".`,
    );
  }
  const child = spawnPostgres(programs, database.data, { port: String(database.port) }, database.logFile);
  child.unref();
  const deadline = performance.now() + 30_000;
  for (;;) {
    const answer = await askDatabase({ ...database.login, database: "postgres" }, "select 1", {
      limitSeconds: 2,
    });
    if (answer.status === "answered") return;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new LabError(`The database of ${database.site} ended while starting: see ${database.logFile}.`);
    }
    if (performance.now() > deadline) {
      throw new LabError(
        `The database of ${database.site} does not answer (${answer.reason}): see ${database.logFile}.`,
      );
    }
    await sleep(30);
  }
}

/** Stops the database in order (fast shutdown); kills what has not ended after ten seconds. */
export async function stopDatabase(database: SiteDatabase): Promise<void> {
  const processes = databaseProcesses(database.data);
  const pids = new Set(processes.map((entry) => entry.pid));
  const postmaster = processes.find((entry) => !pids.has(entry.parent));
  for (const entry of processes) if (entry.state === "T") sendSignal(entry, "SIGCONT");
  if (postmaster) await endProcess(postmaster, { signal: "SIGINT", patienceSeconds: 10 });
  await killAll(() => databaseProcesses(database.data));
}
