import type { App } from "./app.ts";
import { type Config, ConfigError } from "./config.ts";

/** Listens where it was asked to, and returns the address. Throws `ConfigError` when that cannot be had. */
export async function listen(app: App, { host, port }: Config): Promise<string> {
  try {
    const url = await app.listen({ host, port });
    return url.replace("[::1]", "localhost");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE") {
      throw new ConfigError(`port ${port} on ${host} is in use by another program; choose one with --port`);
    }
    if (code === "EACCES" || code === "EADDRNOTAVAIL") {
      throw new ConfigError(
        `cannot listen on ${host}:${port} (${code}); choose others with --host and --port`,
      );
    }
    throw error;
  }
}
