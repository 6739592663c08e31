import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lockFolder } from "#store/embedded/folder-lock.ts";
import { askJson } from "./ask-json.ts";
import { type LabFolder, labFolder } from "./folder.ts";
import { demandFreePorts } from "./free-ports.ts";
import { LabError } from "./lab-error.ts";
import { labUrl } from "./lab.ts";
import { endLeftovers } from "./leftovers.ts";
import { completeOptions, type LabOptions } from "./options.ts";
import { labPorts } from "./ports.ts";
import { isRunning, type ProcessIdentity } from "./processes/signal-processes.ts";
import { startNodeProcess } from "./processes/start-process.ts";
import { databasePrograms } from "./site/database.ts";
import { readLabState } from "./state.ts";
import { writeFileSync } from "node:fs";

export type UpResult = {
  /** Whether it was up before, and nothing was done. */
  readonly wasUp: boolean;
  readonly options: LabOptions;
  /** Seconds it took until an order from outside was acknowledged and the witness was content. */
  readonly seconds: number;
};

const patienceSeconds = 90;

/**
 * Brings a fresh lab up and resolves when it is healthy; one that is up already is left as it is.
 * What an earlier lab in the folder left running is ended and its data replaced. Throws `LabError`.
 */
export async function labUp(wanted: Partial<LabOptions> & { readonly folder: string }): Promise<UpResult> {
  const startedAt = performance.now();
  const options = completeOptions({ ...wanted, folder: path.resolve(wanted.folder) });
  const folder = labFolder(options.folder);
  mkdirSync(folder.root, { recursive: true });
  const lock = lockFolder(folder.root);
  try {
    const standing = await findRunning(folder);
    if (standing) return { wasUp: true, options: demandSame(standing, wanted), seconds: 0 };
    await endLeftovers(folder);
    await demandFreePorts(options.basePort);
    // Found out here, where the message reaches whoever asked.
    databasePrograms(folder);
    clear(folder);
    await untilReady(folder, options, await startSupervisor(folder, options));
    return { wasUp: false, options, seconds: Math.round(performance.now() - startedAt) / 1000 };
  } finally {
    lock.release();
  }
}

/** The options of the lab that is up in this folder, or null: then nothing, or only a part of one, runs. */
async function findRunning(folder: LabFolder): Promise<LabOptions | null> {
  const state = readLabState(folder);
  if (!state || !isRunning(state.supervisor)) return null;
  return (await readPhase(state.options.basePort)) === "ready" ? state.options : null;
}

function demandSame(standing: LabOptions, wanted: Partial<LabOptions>): LabOptions {
  for (const name of ["basePort", "replication", "diskMegabytes"] as const) {
    if (wanted[name] === undefined || wanted[name] === standing[name]) continue;
    throw new LabError(
      `A lab is up in ${standing.folder} with ${name} ${standing[name]}, not ${wanted[name]}. ` +
        'Take it down first with "holdfast lab down", or use another --folder.',
    );
  }
  return standing;
}

function clear(folder: LabFolder): void {
  const own = [folder.configs, folder.logs, folder.secrets, folder.estate, folder.outside, folder.stateFile];
  for (const file of [...own, path.join(folder.root, "sites")])
    rmSync(file, { recursive: true, force: true });
}

function supervisorLog(folder: LabFolder): string {
  return path.join(folder.logs, "supervisor.log");
}

async function startSupervisor(folder: LabFolder, options: LabOptions): Promise<ProcessIdentity> {
  mkdirSync(folder.configs, { recursive: true });
  const configFile = path.join(folder.configs, "supervisor.json");
  writeFileSync(configFile, `${JSON.stringify(options, null, 2)}\n`);
  return startNodeProcess({
    file: path.join(import.meta.dirname, "supervisor.ts"),
    configFile,
    directory: folder.outside,
    logFile: supervisorLog(folder),
    labFolder: folder.root,
  });
}

async function untilReady(
  folder: LabFolder,
  options: LabOptions,
  supervisor: ProcessIdentity,
): Promise<void> {
  const deadline = performance.now() + patienceSeconds * 1000;
  while ((await readPhase(options.basePort)) !== "ready") {
    const isDead = !isRunning(supervisor);
    if (isDead || performance.now() > deadline) {
      const log = existsSync(supervisorLog(folder)) ? readFileSync(supervisorLog(folder), "utf8").trim() : "";
      await endLeftovers(folder);
      const reason = log.split("\n").at(-1) ?? "";
      throw new LabError(
        `The lab did not come up: ${reason || `not ready in ${patienceSeconds} s`}. Logs: ${folder.logs}`,
      );
    }
    await sleep(30);
  }
}

async function readPhase(basePort: number): Promise<string | null> {
  try {
    const { body } = await askJson("GET", `${labUrl(labPorts(basePort).control)}/phase`, { limitSeconds: 2 });
    return typeof body["phase"] === "string" ? body["phase"] : null;
  } catch {
    return null;
  }
}
