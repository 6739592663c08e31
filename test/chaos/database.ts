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
  /** The postmaster's process stands in its first line. */
  readonly pidFile: string;
  /** `immediate` is SIGQUIT (pg_ctl stop -m immediate), `kill` is SIGKILL of the postmaster alone. Returns when all its processes are gone. */
  die(how: "immediate" | "kill"): Promise<void>;
  /** Resolves when the postmaster has ended, by whatever. */
  untilDead(): Promise<void>;
  start(): Promise<void>;
  /** Connection string of one more, empty database on it. */
  newDatabase(name: string): Promise<string>;
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

async function makeDatabase(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}/${name}`;
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
  const server = `postgres://${embeddedUser}:${database.password}@127.0.0.1:${port}`;
  const url = await makeDatabase(server, "chaos");

  const untilDead = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => child.once("exit", () => resolve()));
  };
  const signalAndWait = async (name: NodeJS.Signals): Promise<void> => {
    child.kill(name);
    await untilDead();
  };
  return {
    url,
    folder,
    pidFile: path.join(database.dataFolder, "postmaster.pid"),
    untilDead,
    newDatabase: (name) => makeDatabase(server, name),
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
