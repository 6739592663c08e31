import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { open } from "node:fs/promises";
import type { LocalServer } from "#connectors/postgres/access.ts";
import { NotPossible } from "#connectors/postgres/fault.ts";
import { giveTo, ownerOf } from "./data-directory.ts";

/** A server process that was started; `exited` tells whether and how it has ended since. */
export type StartedServer = { readonly pid: number; readonly exited: () => string | null };

/** What a server started on this host is called with, besides its data directory. */
export type StartOptions = { readonly port: number; readonly arguments: readonly string[] };

/**
 * Starts `postgres` in a session of its own, so that it outlives the engine, with its output in a
 * file. As root it runs as `runAs`, or as the owner of the data directory: PostgreSQL refuses root.
 */
export async function startServer(
  local: LocalServer,
  dataDirectory: string,
  options: StartOptions,
): Promise<StartedServer> {
  const owner = local.runAs ?? (await ownerOf(dataDirectory));
  const log = logFileOf(local);
  const output = openSync(log, "a", 0o600);
  try {
    await giveTo(log, owner);
    const child = spawn(
      `${local.binDirectory}/postgres`,
      ["-D", dataDirectory, "-p", String(options.port), ...options.arguments],
      {
        detached: true,
        stdio: ["ignore", output, output],
        cwd: "/",
        env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" },
        ...(process.geteuid?.() === 0 ? owner : {}),
      },
    );
    let ended: string | null = null;
    child.once("error", (error) => (ended = error.message));
    child.once("exit", (code, signal) => (ended ??= `exit ${code ?? signal}`));
    child.unref();
    if (child.pid === undefined) throw new NotPossible(`${local.binDirectory}/postgres cannot be started`);
    return { pid: child.pid, exited: () => ended };
  } finally {
    closeSync(output);
  }
}

/** Where the output of a server goes: beside its data directory unless its document says otherwise. */
export function logFileOf(local: LocalServer): string {
  return local.logFile ?? `${local.dataDirectory}.log`;
}

/** The last lines of a server's output, to say why it did not start. */
export async function logTail(local: LocalServer, bytes = 600): Promise<string> {
  const file = await open(logFileOf(local), "r").catch(() => null);
  if (!file) return "";
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(bytes, size));
    await file.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString("utf8").trim();
  } finally {
    await file.close();
  }
}
