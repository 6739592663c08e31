import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/** A process as the system shows it now. */
export type ProcessEntry = {
  readonly pid: number;
  readonly parent: number;
  /** Start time in the system's own unit: with the pid it names a process for good, since pids are reused. */
  readonly startedAt: string;
  /** `T` is stopped, `Z` is a dead child nobody has collected. */
  readonly state: string;
  /** Working directory, where the system tells. */
  readonly directory: string | null;
  /** File name of the program. */
  readonly program: string;
  /** The command line, where no working directory is told. */
  readonly commandLine: string;
};

/** The process with this pid, or null when there is none (a zombie is none: it can do nothing any more). */
export function readProcess(pid: number): ProcessEntry | null {
  if (process.platform !== "linux") return listWithPs().find((entry) => entry.pid === pid) ?? null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The program's name stands in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const state = fields[0] ?? "?";
    if (state === "Z" || state === "X") return null;
    return {
      pid,
      parent: Number(fields[1]),
      startedAt: fields[19] ?? "",
      state,
      directory: readLink(`/proc/${pid}/cwd`),
      program: path.basename(readLink(`/proc/${pid}/exe`) ?? ""),
      commandLine: "",
    };
  } catch {
    return null;
  }
}

/** All processes whose details this user may read. */
export function listProcesses(): readonly ProcessEntry[] {
  if (process.platform !== "linux") return listWithPs();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((entry) => entry !== null);
}

/** A link without what the kernel adds when its target is gone. */
function readLink(file: string): string | null {
  try {
    return readlinkSync(file).replace(/ \(deleted\)$/, "");
  } catch {
    return null;
  }
}

/** Systems without /proc: no working directories, but command lines, which hold the data directory. */
function listWithPs(): readonly ProcessEntry[] {
  const text = execFileSync("ps", ["-axo", "pid=,ppid=,state=,lstart=,command="], { encoding: "utf8" });
  return text
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+\S+\s+\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .filter((match) => !match[3]?.startsWith("Z"))
    .map((match) => ({
      pid: Number(match[1]),
      parent: Number(match[2]),
      startedAt: match[4] ?? "",
      state: (match[3] ?? "?").charAt(0),
      directory: null,
      program: path.basename((match[5] ?? "").split(" ")[0] ?? ""),
      commandLine: match[5] ?? "",
    }));
}
