// One engine node on a database and an effects file; options as JSON in the first argument (see node-options.ts).
// Prints "ready" when it works. It is made to be killed.
import { systemClock } from "#engine/clock.ts";
import { startEngine, usualLimits } from "#engine/engine.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import { openStore } from "#store/open.ts";
import { StoreStartError } from "#store/start-error.ts";
import { connectorThatReaches, createReach, eventsThatReach, noReach } from "./die-at.ts";
import { createEffectsConnector } from "./effects-connector.ts";
import { openEffectsFile } from "./effects-file.ts";
import { jumpingClock } from "./jumping-clock.ts";
import type { NodeOptions } from "./node-options.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as NodeOptions;
const reach = options.dieAt ? createReach(options.dieAt.point, options.dieAt.pidFile) : noReach;
const clock = options.clockJump ? jumpingClock(options.clockJump) : systemClock;

try {
  const store = await openStore({ databaseUrl: options.databaseUrl, node: options.node });
  const connector = createEffectsConnector(openEffectsFile(options.effectsFile), options.node);
  startEngine(
    {
      events: eventsThatReach(store.events, reach),
      queue: store.queue,
      connectors: new Map([["effects", connectorThatReaches(connector, reach)]]),
      readSecret: async () => "",
      clock,
      node: options.node,
      onError: (error) => {
        // A bug ends the process loudly: the controller counts exits that it did not cause.
        if (error instanceof StoreUnavailable) return;
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(70);
      },
    },
    { ...usualLimits, concurrencyMax: 16 },
  );
  process.stdout.write("ready\n");
} catch (error) {
  if (!(error instanceof StoreStartError) && !(error instanceof StoreUnavailable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof StoreStartError ? 2 : 3);
}
