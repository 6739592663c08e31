import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { askJson } from "./ask-json.ts";
import { labFolder } from "./folder.ts";
import { labUrl } from "./lab.ts";
import { endLeftovers } from "./leftovers.ts";
import { labPorts } from "./ports.ts";
import { isRunning } from "./processes/signal-processes.ts";
import { readLabState } from "./state.ts";

const patienceSeconds = 20;

/**
 * Takes the lab in this folder down: asks its supervisor, then ends whatever is left, so that it works
 * with a supervisor that was killed or is frozen too. Data and logs stay until the next `up`.
 * Returns whether anything was running.
 */
export async function labDown(folderName: string): Promise<{ readonly wasUp: boolean }> {
  const folder = labFolder(folderName);
  if (!existsSync(folder.root)) return { wasUp: false };
  const state = readLabState(folder);
  const wasSupervised = state !== null && isRunning(state.supervisor);
  if (wasSupervised) {
    const url = `${labUrl(labPorts(state.options.basePort).control)}/down`;
    const isTold = await askJson("POST", url, { limitSeconds: 2 }).then(
      () => true,
      () => false,
    );
    const deadline = performance.now() + (isTold ? patienceSeconds * 1000 : 0);
    while (isRunning(state.supervisor) && performance.now() < deadline) await sleep(20);
  }
  const left = await endLeftovers(folder);
  return { wasUp: wasSupervised || left > 0 };
}
