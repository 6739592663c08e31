import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { PostgresBinaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";

export type RunResult = { readonly code: number | null; readonly output: string };

type Where = { readonly binaries: PostgresBinaries; readonly runAs: RunAs | null };

/** The programs find their libraries by their own rpath; nothing of our environment is needed but a plain locale. */
const environment = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" };

function identity(runAs: RunAs | null): { uid?: number; gid?: number } {
  return runAs === null ? {} : { uid: runAs.uid, gid: runAs.gid };
}

/** Runs a program of PostgreSQL to its end; `output` is what it wrote to both streams. */
export function runToEnd(
  where: Where,
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      ...identity(where.runAs),
      cwd,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/**
 * Starts `postgres` on a data directory in a process group of its own (Ctrl-C in our terminal must not
 * take the database away before we have shut down). What it writes is appended to `logFile`.
 */
export function spawnPostgres(
  where: Where,
  dataFolder: string,
  settings: Readonly<Record<string, string>>,
  logFile: string,
): ChildProcess {
  const args = [
    "-D",
    dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const log = openSync(logFile, "a", 0o640);
  try {
    return spawn(where.binaries.postgres, args, {
      ...identity(where.runAs),
      cwd: dataFolder,
      env: environment,
      stdio: ["ignore", log, log],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}
