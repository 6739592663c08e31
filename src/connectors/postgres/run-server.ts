import type { ServerAccess } from "./access.ts";
import { localServerOf } from "./access.ts";
import { waitUntilItAnswers } from "./await-server.ts";
import { startServer } from "./host/server-process.ts";
import type { ServerState } from "./server-state.ts";

/** Starts the component's server on this host and waits until it answers; gives its process and its state. */
export async function runServer(
  component: string,
  server: ServerAccess,
  limitSeconds: number,
  signal: AbortSignal,
): Promise<{ readonly pid: number; readonly state: ServerState }> {
  const local = localServerOf(component, server);
  const started = await startServer(local, local.dataDirectory, {
    port: local.port ?? server.port,
    arguments: local.arguments ?? [],
  });
  return { pid: started.pid, state: await waitUntilItAnswers(server, local, started, limitSeconds, signal) };
}
