import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A Holdfast server of the drill's own, as its own process, so that it can be killed like any other. */
export type HoldfastServer = {
  readonly url: string;
  readonly pid: number;
  /** Ends it as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
};

export type HoldfastServerOptions = {
  readonly dataFolder: string;
  readonly estateFolder: string;
  readonly labUrl: string;
  readonly logFile: string;
  /** Absent: any free one. */
  readonly port?: number;
  /** More flags of `holdfast serve`. */
  readonly flags?: readonly string[];
};

const patienceSeconds = 60;
const main = path.join(import.meta.dirname, "../../src/server/main.ts");

/** Starts a server on a free port that believes its loopback address; rejects with its own words when it cannot. */
export async function startHoldfastServer(options: HoldfastServerOptions): Promise<HoldfastServer> {
  mkdirSync(options.dataFolder, { recursive: true });
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, "a");
  const { dataFolder, estateFolder, labUrl } = options;
  const args = [
    "--port",
    String(options.port ?? 0),
    "--data",
    dataFolder,
    "--estate",
    estateFolder,
    "--lab",
    labUrl,
    "--trust-loopback",
    ...(options.flags ?? []),
  ];
  const environment = { ...process.env };
  // A drill never touches the database of a real server.
  delete environment["DATABASE_URL"];
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ["ignore", "pipe", log],
    env: environment,
  });
  const url = await firstLine(child, options.logFile);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    url,
    pid: child.pid ?? 0,
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    async stop() {
      child.kill("SIGTERM");
      await Promise.race([gone, sleep(30_000, undefined, { ref: false })]);
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** The address, which the server prints when it is ready. */
function firstLine(child: ChildProcess, logFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`the server did not start within ${patienceSeconds} s; its log is ${logFile}`));
    }, patienceSeconds * 1000);
    child.stdout?.once("data", (chunk: Buffer) => {
      clearTimeout(timer);
      resolve(chunk.toString().trim());
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      const last = readFileSync(logFile, "utf8").trim().split("\n").at(-1) ?? "";
      reject(new Error(`the server ended with ${code}: ${last}`));
    });
  });
}
