import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/**
 * When a process was started, as an opaque word that differs between two processes that had the same pid;
 * null when there is no such process (or it is a zombie, which holds nothing any more).
 */
export function startOfProcess(pid: number): string | null {
  if (process.platform !== "linux") return startByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // proc(5): the second field is the name in parentheses and may hold spaces; state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function startByPs(pid: number): string | null {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

/**
 * The processes that work in a data directory: PostgreSQL's postmaster and all its children have it as their
 * current folder. Reads /proc where there is one, and the command lines (`-D folder`, postmaster only) elsewhere.
 */
export function processesOfDataDirectory(dataFolder: string): readonly number[] {
  if (process.platform !== "linux") return postmastersByPs(dataFolder);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === dataFolder && isPostgres(pid);
      } catch {
        return false;
      }
    });
}

function isPostgres(pid: number): boolean {
  return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres" && startOfProcess(pid) !== null;
}

function postmastersByPs(dataFolder: string): readonly number[] {
  try {
    return execFileSync("ps", ["-axo", "pid=,command="], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes("postgres") && line.includes(`-D ${dataFolder}`))
      .map((line) => Number.parseInt(line, 10));
  } catch {
    return [];
  }
}
