import { createServer } from "node:net";
import { LabError } from "./lab-error.ts";
import { labPorts, portSpan } from "./ports.ts";

/** Throws `LabError` naming the first port of this lab that somebody else listens on. */
export async function demandFreePorts(basePort: number): Promise<void> {
  for (const [use, port] of Object.entries(labPorts(basePort))) {
    if (await isFree(port)) continue;
    throw new LabError(
      `Port ${port} is in use, and the lab needs it (${use}). Find who listens with "ss -ltnp sport = :${port}", ` +
        "or choose other ports with --base-port.",
    );
  }
}

/** A base port whose whole block is free now. */
export async function findFreeBasePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    // Below the range that outgoing connections take their ports from.
    const basePort = 18_000 + Math.floor(Math.random() * 400) * portSpan;
    const areFree = await Promise.all(Object.values(labPorts(basePort)).map(isFree));
    if (areFree.every(Boolean)) return basePort;
  }
  throw new LabError("no free block of ports was found");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
