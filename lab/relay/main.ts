import { readFileSync } from "node:fs";
import { ShapeError } from "./config.ts";
import { ListenError } from "./listen.ts";
import { parseConfig } from "./parse-config.ts";
import { startRelay } from "./relay.ts";

/**
 * Runs a relay as its own process: `node lab/relay/main.ts CONFIG.json`. Once it serves it prints one line of
 * JSON with its control address. Exits 2 when the configuration is wrong, 1 when a port is taken.
 */
async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  if (!file) throw new ShapeError("usage: node lab/relay/main.ts CONFIG.json");
  const relay = await startRelay(parseConfig(readConfig(file)));
  process.stdout.write(
    `${JSON.stringify({ ready: true, controlUrl: relay.controlUrl, ...relay.state() })}\n`,
  );
  const stop = () => void relay.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function readConfig(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ShapeError(`${file}: ${(error as Error).message}`);
  }
}

main().catch((error: unknown) => {
  const expected = error instanceof ShapeError || error instanceof ListenError;
  process.stderr.write(`relay: ${expected ? error.message : String((error as Error).stack)}\n`);
  process.exit(error instanceof ShapeError ? 2 : 1);
});
