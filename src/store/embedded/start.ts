import type { ChildProcess } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { type DatabaseFolder, embeddedUser, prepareDatabaseFolder } from "./data-folder.ts";
import { lockFolder } from "./folder-lock.ts";
import { choosePort } from "./port.ts";
import { startPostmaster, stopOrphans } from "./postmaster.ts";
import { readableBinaries } from "./readable-binaries.ts";
import { unprivilegedUser } from "./run-as.ts";
import { embeddedSettings } from "./settings.ts";

export type EmbeddedOptions = {
  /** Where everything of this server is kept; made when missing. */
  readonly folder: string;
  /** The port to use and no other; absent: the one of the last time, or any free one. */
  readonly port?: number;
  /** PostgreSQL settings over ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The user to run as when we are root; `nobody` when absent. */
  readonly runAs?: string;
};

export type EmbeddedPostgres = {
  /** Connection string of the database, with its password. */
  readonly url: string;
  readonly port: number;
  /** The postmaster's process; another one after a restart. */
  pid(): number;
  /** Calls back each time PostgreSQL ended without being asked to; it is started again by itself. */
  onExit(listener: (reason: string) => void): void;
  /** Fast shutdown: sessions are ended, everything is flushed. Gives the folder free. */
  stop(): Promise<void>;
};

/**
 * Starts our own PostgreSQL in a folder and keeps it running until `stop`. Stops what a killed server left behind
 * in the folder. Throws `StoreStartError` with what is wrong and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.folder, { recursive: true, mode: 0o755 });
  const folder = realpathSync(options.folder);
  const lock = lockFolder(folder);
  try {
    const runAs = unprivilegedUser(options.runAs);
    const binaries = readableBinaries(folder, runAs);
    const database = await prepareDatabaseFolder(folder, binaries, runAs);
    await stopOrphans(database.dataFolder);
    const port = await choosePort(database.portFile, options.port);
    const settings = embeddedSettings(port, options.settings);
    const start = () => startPostmaster({ binaries, runAs }, database.dataFolder, settings, database.logFile);
    const first = await start();
    const supervisor = supervise(first, start, () => stopOrphans(database.dataFolder));
    await makeDatabase(port, database).catch(async (error: unknown) => {
      await supervisor.stop();
      throw error;
    });
    return {
      url: `postgres://${embeddedUser}:${database.password}@127.0.0.1:${port}/holdfast`,
      port,
      pid: () => supervisor.pid(),
      onExit: (listener) => supervisor.onExit(listener),
      stop: async () => {
        await supervisor.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function makeDatabase(port: number, { password }: DatabaseFolder): Promise<void> {
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: embeddedUser,
    password,
    database: "postgres",
  });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'holdfast'");
    if (rowCount === 0) await client.query("create database holdfast");
  } finally {
    await client.end();
  }
}

type Supervisor = {
  pid(): number;
  onExit(listener: (reason: string) => void): void;
  stop(): Promise<void>;
};

/** Starts PostgreSQL again whenever it ends by itself, at once the first time, then with growing pauses up to 5 s. */
function supervise(
  first: ChildProcess,
  start: () => Promise<ChildProcess>,
  clear: () => Promise<unknown>,
): Supervisor {
  const listeners: ((reason: string) => void)[] = [];
  const stopping = new AbortController();
  let child = first;
  let restarting: Promise<void> = Promise.resolve();

  const restart = async (): Promise<void> => {
    for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
      await sleep(Math.min(5000, 100 * attempt ** 2), undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        await clear();
        child = await start();
        watch();
        return;
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const tell = (reason: string): void => {
    for (const listener of listeners) listener(reason);
  };
  const watch = (): void => {
    child.once("exit", (code, signalName) => {
      if (stopping.signal.aborted) return;
      tell(`PostgreSQL ended (${signalName ?? `exit code ${code}`}) and is started again`);
      restarting = restart();
    });
    // An event between the start and this call would have been missed.
    if (child.exitCode !== null || child.signalCode !== null)
      child.emit("exit", child.exitCode, child.signalCode);
  };
  watch();

  return {
    pid: () => child.pid ?? 0,
    onExit: (listener) => {
      listeners.push(listener);
    },
    stop: async () => {
      stopping.abort();
      await restarting;
      await stopFast(child);
    },
  };
}

/** SIGINT is PostgreSQL's fast shutdown; after 30 s SIGQUIT, which recovers at the next start. */
async function stopFast(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  child.kill("SIGINT");
  const harder = setTimeout(() => child.kill("SIGQUIT"), 30_000);
  await gone;
  clearTimeout(harder);
}
