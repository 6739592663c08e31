import { type LabFolder, siteFolder } from "./folder.ts";
import { databaseProcesses, labProcessesIn } from "./processes/lab-processes.ts";
import { endProcess, killAll, sendSignal } from "./processes/signal-processes.ts";
import { unmountLimitedDisk } from "./site/limited-disk.ts";
import { sites } from "./site/sites.ts";
import { readLabState } from "./state.ts";

/**
 * Ends everything that a lab in this folder has left running, with or without its supervisor, frozen
 * or not. Recorded processes are known by pid and start time, all others by where they work, so
 * nothing that is not the lab's is touched. Returns how many processes there were.
 */
export async function endLeftovers(folder: LabFolder): Promise<number> {
  const state = readLabState(folder);
  // The supervisor first: it would start again what it finds missing.
  if (state) await endProcess(state.supervisor, { patienceSeconds: 1 });
  const all = () => labProcessesIn(folder.root);
  const found = all().length;
  for (const entry of all()) if (entry.state === "T") sendSignal(entry, "SIGCONT");
  if (state) await Promise.all(Object.values(state.processes).map((identity) => endProcess(identity)));
  await Promise.all(sites.map((site) => endDatabase(siteFolder(folder, site).data)));
  await killAll(all);
  for (const site of sites) unmountLimitedDisk(siteFolder(folder, site).disk);
  return found;
}

/** A fast shutdown where there is a postmaster; what remains is killed. */
async function endDatabase(data: string): Promise<void> {
  const processes = databaseProcesses(data);
  const pids = new Set(processes.map((entry) => entry.pid));
  const postmaster = processes.find((entry) => !pids.has(entry.parent));
  if (postmaster) await endProcess(postmaster, { signal: "SIGINT", patienceSeconds: 10 });
}
