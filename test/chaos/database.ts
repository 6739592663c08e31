import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { embeddedUser, prepareDatabaseFolder } from "#store/embedded/data-folder.ts";
import { choosePort } from "#store/embedded/port.ts";
import { startPostmaster, stopOrphans } from "#store/embedded/postmaster.ts";
import { readableBinaries } from "#store/embedded/readable-binaries.ts";
import { unprivilegedUser } from "#store/embedded/run-as.ts";
import { embeddedSettings } from "#store/embedded/settings.ts";

/** A PostgreSQL that nobody starts again by itself: whoever has it decides when it dies and when it is back. */
export type ChaosDatabase = {
  readonly url: string;
  /** The folder of the test, which every user may enter; files beside the database go here. */
  readonly folder: string;
  /** The postmaster's process at this moment. */
  pid(): number;
  /** `immediate` is SIGQUIT (pg_ctl stop -m immediate), `kill` is SIGKILL of the postmaster alone. Returns when all its processes are gone. */
  die(how: "immediate" | "kill"): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
};

export type ChaosDatabaseOptions = {
  readonly settings?: Readonly<Record<string, string>>;
  /** Where to keep it; a new temporary folder when absent. */
  readonly folder?: string;
};

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-chaos-"));
  // PostgreSQL runs as another user when we are root.
  chmodSync(folder, 0o755);
  return folder;
}

async function makeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replace(/\/chaos$/, "/postgres") });
  await client.connect();
  await client.query("create database chaos");
  await client.end();
}

export async function startChaosDatabase(options: ChaosDatabaseOptions = {}): Promise<ChaosDatabase> {
  const folder = options.folder ?? temporaryFolder();
  const runAs = unprivilegedUser();
  const binaries = readableBinaries(folder, runAs);
  const database = await prepareDatabaseFolder(folder, binaries, runAs);
  const port = await choosePort(database.portFile, undefined);
  const settings = embeddedSettings(port, options.settings);
  const start = () => startPostmaster({ binaries, runAs }, database.dataFolder, settings, database.logFile);
  let child = await start();
  process.once("exit", () => child.kill("SIGQUIT"));
  const url = `postgres://${embeddedUser}:${database.password}@127.0.0.1:${port}/chaos`;
  await makeDatabase(url);

  const signalAndWait = async (name: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(name);
    await gone;
  };
  return {
    url,
    folder,
    pid: () => child.pid ?? 0,
    die: async (how) => {
      await signalAndWait(how === "kill" ? "SIGKILL" : "SIGQUIT");
      await stopOrphans(database.dataFolder);
    },
    start: async () => {
      // It may have been killed from elsewhere, which leaves backends behind for a moment.
      await stopOrphans(database.dataFolder);
      child = await start();
    },
    remove: async () => {
      await signalAndWait("SIGQUIT");
      await stopOrphans(database.dataFolder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
