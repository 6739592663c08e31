import { rm, writeFile } from "node:fs/promises";
import type { LocalServer, ServerAccess } from "./access.ts";
import { waitUntilItAnswers } from "./await-server.ts";
import { NotPossible } from "./fault.ts";
import { giveTo, ownerOf } from "./host/data-directory.ts";
import { freePort } from "./host/free-port.ts";
import { killServer } from "./host/kill-server.ts";
import { findServerProcesses } from "./host/processes.ts";
import { copyDataDirectory } from "./host/scratch-copy.ts";
import { startServer } from "./host/server-process.ts";

const startLimitSeconds = 120;

/** Alone on loopback, read-only, taking no part in replication, starting nobody else's programs. */
const isolation: readonly string[] = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "default_transaction_read_only=on",
  "archive_mode=off",
  "primary_conninfo=",
  "primary_slot_name=",
  "synchronous_standby_names=",
  "max_logical_replication_workers=0",
  "shared_preload_libraries=",
  "autovacuum=off",
  "logging_collector=off",
  "ssl=off",
  "fsync=off",
];

/**
 * Starts a copy of a stopped server's data directory, lets `work` read it, and removes it again. The
 * original stays as it was found: it is the evidence of what the old primary had acknowledged.
 */
export async function withScratchServer<T>(
  component: string,
  server: ServerAccess,
  local: LocalServer,
  signal: AbortSignal,
  work: (scratch: ServerAccess) => Promise<T>,
): Promise<T> {
  if ((await findServerProcesses(local.dataDirectory)).length > 0) {
    throw new NotPossible(`${component} still runs: its data directory can be read only when it is stopped`);
  }
  const directory = `${local.dataDirectory}.holdfast-scratch-${process.pid}-${await freePort()}`;
  const scratchLocal: LocalServer = { ...local, dataDirectory: directory, logFile: `${directory}.log` };
  const hbaFile = `${directory}.hba`;
  try {
    const owner = local.runAs ?? (await ownerOf(local.dataDirectory));
    await copyDataDirectory(local.dataDirectory, directory, owner);
    const method = server.password === undefined ? "trust" : "md5";
    await writeFile(hbaFile, `host all all 127.0.0.1/32 ${method}\n`, { mode: 0o600 });
    await giveTo(hbaFile, owner);
    const port = await freePort();
    const settings = [...isolation, `hba_file=${hbaFile}`].flatMap((setting) => ["-c", setting]);
    const started = await startServer(scratchLocal, directory, {
      port,
      arguments: [...(local.arguments ?? []), ...settings],
    });
    const scratch: ServerAccess = {
      ...server,
      host: "127.0.0.1",
      port,
      sslmode: "disable",
      local: scratchLocal,
    };
    await waitUntilItAnswers(scratch, scratchLocal, started, startLimitSeconds, signal);
    return await work(scratch);
  } finally {
    await removeScratch(directory, [`${directory}.log`, hbaFile]);
  }
}

/** On a signal of its own: also a cancelled attempt leaves nothing behind. */
async function removeScratch(directory: string, files: readonly string[]): Promise<void> {
  await killServer(directory, AbortSignal.timeout(30_000)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  for (const path of [directory, ...files]) await rm(path, { recursive: true, force: true });
}
