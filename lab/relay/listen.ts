import type { Server } from "node:net";
import type { ListenAddress } from "./config.ts";

/** An address could not be taken; the message names it and says what to do. */
export class ListenError extends Error {}

/** Listens and returns the port, which is the one asked for or, for 0, a free one. Throws `ListenError`. */
export function listen(server: Server, address: ListenAddress, purpose: string): Promise<number> {
  const host = address.host ?? "127.0.0.1";
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === "EADDRINUSE"
          ? "is in use: stop the program that holds it, or choose another port"
          : `cannot be used (${error.code ?? error.message})`;
      reject(new ListenError(`${purpose}: port ${address.port} on ${host} ${reason}`));
    };
    server.once("error", onError);
    server.listen({ host, port: address.port }, () => {
      server.off("error", onError);
      // A listening socket can still fail (too many open files); the next connection is tried again.
      server.on("error", (error) => process.stderr.write(`${purpose}: ${error.message}\n`));
      const bound = server.address();
      resolve(typeof bound === "object" && bound ? bound.port : address.port);
    });
  });
}
