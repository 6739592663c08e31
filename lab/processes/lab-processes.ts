import { readFileSync } from "node:fs";
import path from "node:path";
import { listProcesses, type ProcessEntry } from "./process-table.ts";

/** The variable that marks a process as started by a lab; its value is the lab's folder. */
export const labVariable = "HOLDFAST_LAB_FOLDER";

/**
 * The lab's own processes that work in `directory` or below. PostgreSQL's are found by their working
 * directory, which each backend shares with the postmaster however it was started; all others must
 * also carry the lab's mark, so that a shell somebody left in the folder is never taken for ours.
 */
export function labProcessesIn(directory: string): readonly ProcessEntry[] {
  const all = listProcesses().filter((entry) => entry.pid !== process.pid);
  if (process.platform !== "linux") return withDescendants(all, directory);
  return all.filter((entry) => {
    if (entry.directory === null || !isWithin(entry.directory, directory)) return false;
    return entry.program === "postgres" || carriesMark(entry.pid);
  });
}

/** The database's processes of one data directory: the postmaster and every backend, busy or idle. */
export function databaseProcesses(dataDirectory: string): readonly ProcessEntry[] {
  return labProcessesIn(dataDirectory).filter((entry) => entry.program.startsWith("postgres"));
}

function isWithin(file: string, directory: string): boolean {
  return file === directory || file.startsWith(directory + path.sep);
}

function carriesMark(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1")
      .split("\0")
      .some((entry) => entry.startsWith(`${labVariable}=`));
  } catch {
    return false;
  }
}

/** Where working directories are not told: whose command line names the directory, and their children. */
function withDescendants(all: readonly ProcessEntry[], directory: string): readonly ProcessEntry[] {
  const found = new Set(
    all.filter((entry) => entry.commandLine.includes(directory)).map((entry) => entry.pid),
  );
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const entry of all) if (found.has(entry.parent)) found.add(entry.pid);
  }
  return all.filter((entry) => found.has(entry.pid));
}
