import { type LocalServer, localServerOf, type ServerAccess } from "./access.ts";
import { exists } from "./host/data-directory.ts";
import { startsAsStandby } from "./host/fence-mark.ts";
import { knock, type PortAnswer } from "./host/port.ts";
import { findServerProcesses } from "./host/processes.ts";

/** The three witnesses of a fence and what they saw. */
export type FenceProof = {
  readonly proven: boolean;
  readonly processes: number;
  readonly port: PortAnswer;
  readonly startsAsStandby: boolean;
  /** What is missing, in words; empty when it is proven. */
  readonly missing: readonly string[];
};

/**
 * Whether the server can write: it cannot when no process works in its data directory, its port
 * refuses, and whoever starts it gets a standby. Each alone is not enough.
 */
export async function proveFenced(component: string, server: ServerAccess): Promise<FenceProof> {
  const local = localServerOf(component, server);
  if (!(await exists(local.dataDirectory))) {
    const missing = [`${local.dataDirectory} does not exist here, so nothing can be seen of its processes`];
    return { proven: false, processes: 0, port: "silent", startsAsStandby: false, missing };
  }
  return lookAt(local, server);
}

async function lookAt(local: LocalServer, server: ServerAccess): Promise<FenceProof> {
  const processes = (await findServerProcesses(local.dataDirectory)).length;
  const port = await knock(server.host, local.port ?? server.port, server.connectTimeoutSeconds);
  const standby = await startsAsStandby(local.dataDirectory);
  const missing = [
    ...(processes > 0 ? [`${processes} processes work in ${local.dataDirectory}`] : []),
    ...(port === "refused" ? [] : [`port ${local.port ?? server.port} did not refuse (${port})`]),
    ...(standby ? [] : [`standby.signal is missing in ${local.dataDirectory}`]),
  ];
  return { proven: missing.length === 0, processes, port, startsAsStandby: standby, missing };
}
