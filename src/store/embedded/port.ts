import { existsSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import { StoreStartError } from "../start-error.ts";

/**
 * The port for the database: the wanted one (refused when taken), else the one of the last time when it is still
 * free, else any free one, which is kept in `portFile`.
 */
export async function choosePort(portFile: string, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted;
    throw new StoreStartError(
      `Port ${wanted} on 127.0.0.1 is in use by another program. Stop it, or choose another port for the database.`,
    );
  }
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0;
  if (kept > 0 && (await isFree(kept))) return kept;
  const free = await anyFreePort();
  writeFileSync(portFile, String(free));
  return free;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** A port nobody listens on at this moment. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
