import type { AppPorts } from "../app-ports.ts";
import { noteHeartbeats } from "./heartbeats.ts";
import { createSignalWriter, type SignalWriter } from "./signal-writer.ts";

/** The writer of a door for signals: what it keeps also counts as signs of life. */
export function createIntakeWriter(
  ports: Pick<AppPorts, "signals" | "detection" | "observations" | "clock">,
): SignalWriter {
  return createSignalWriter(
    async (signals, at) => {
      const kept = await ports.signals.add(signals, at);
      await noteHeartbeats(ports, signals, at);
      ports.detection.wake();
      return kept;
    },
    () => ports.clock.now(),
  );
}
