import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process that outlived the test that started it. */
export type Leftover = { readonly pid: number; readonly commandLine: string };

/** How the processes of one run of the suite are known. */
export type RunMarks = {
  /** NAME=VALUE in their environment. */
  readonly variable: string;
  /** The temporary folder of the run: in their arguments, or their working folder. */
  readonly folder: string;
};

/**
 * Processes that the run started and that still live. A PostgreSQL process overwrites its environment,
 * and programs may be started with a clean one, so the run's temporary folder is a mark as well. On
 * systems without /proc nothing is found.
 */
export function findLeftovers(marks: RunMarks): readonly Leftover[] {
  const pids = listFolder("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids
    .filter((pid) => pid !== process.pid && isMarked(pid, marks))
    .map((pid) => ({ pid, commandLine: commandLineOf(pid) }));
}

function isMarked(pid: number, { variable, folder }: RunMarks): boolean {
  if (isZombie(pid)) return false;
  return (
    readText(`/proc/${pid}/environ`).split("\0").includes(variable) ||
    readText(`/proc/${pid}/cmdline`).includes(`${folder}/`) ||
    readLink(`/proc/${pid}/cwd`).startsWith(`${folder}/`)
  );
}

/** Ended, and only waits for its parent to read its exit code: nothing runs any more. */
function isZombie(pid: number): boolean {
  return / Z /.test(readText(`/proc/${pid}/stat`).replace(/^.*\)/, ""));
}

function commandLineOf(pid: number): string {
  return readText(`/proc/${pid}/cmdline`).split("\0").join(" ").trim() || "(ended)";
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty when the process has ended, or belongs to somebody else. */
function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function readLink(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return "";
  }
}
