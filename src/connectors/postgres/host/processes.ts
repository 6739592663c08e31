import { execFile } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { NotPossible } from "#connectors/postgres/fault.ts";

/**
 * The ids of every process of the server whose data directory this is: postmaster, backends, and
 * backends that have outlived their postmaster. Each of them has the data directory as its working
 * directory, which is the one mark that an orphan keeps: it has another process group and init as
 * its parent. A postmaster killed alone left a backend that worked on for 3.1 s and acknowledged a
 * commit.
 */
export async function findServerProcesses(dataDirectory: string): Promise<readonly number[]> {
  if (process.platform !== "linux") return findByParent(dataDirectory);
  const directory = await stat(dataDirectory, { bigint: true });
  const own = BigInt(process.geteuid?.() ?? 0);
  if (own !== 0n && own !== directory.uid) {
    throw new NotPossible(
      `uid ${own} cannot see the processes of uid ${directory.uid}, which owns ${dataDirectory}`,
    );
  }
  const found: number[] = [];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    // By device and inode, so that links and bind mounts do not hide a process. A zombie has no
    // working directory any more and cannot write: it is rightly not found.
    const place = await stat(`/proc/${entry}/cwd`, { bigint: true }).catch(() => null);
    if (place?.dev === directory.dev && place.ino === directory.ino && Number(entry) !== process.pid) {
      found.push(Number(entry));
    }
  }
  return found;
}

/** The process id in `postmaster.pid`, or null where there is no such file. It may be long dead. */
export async function readPostmasterPid(dataDirectory: string): Promise<number | null> {
  const text = await readFile(`${dataDirectory}/postmaster.pid`, "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** Without /proc only the postmaster and its living descendants can be found, so list before killing. */
async function findByParent(dataDirectory: string): Promise<readonly number[]> {
  const postmaster = await readPostmasterPid(dataDirectory);
  const { stdout } = await promisify(execFile)("ps", ["-axo", "pid=,ppid="]);
  return postmaster === null ? [] : descendants(postmaster, stdout);
}

/** The process and all its descendants that live, read from lines of `pid ppid`. */
export function descendants(root: number, table: string): readonly number[] {
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = rows.some(([pid]) => pid === root) ? [root] : [];
  for (const parent of family) {
    for (const [pid, ppid] of rows) if (ppid === parent && pid !== undefined) family.push(pid);
  }
  return family;
}
