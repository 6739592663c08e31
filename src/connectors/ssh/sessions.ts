import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { SshAccess } from "./access.ts";
import { runTool, ToolFault } from "./run-tool.ts";

const goneMilliseconds = 5_000;

/** Ends the sessions that were opened with certificates of this name; gives how many there were. Throws `ToolFault`. */
export async function endSessions(access: SshAccess, keyId: string, signal: AbortSignal): Promise<number> {
  if (access.endSessions !== undefined) {
    const text = await runTool(access.endSessions, signal, { HOLDFAST_KEY_ID: keyId });
    return Number(/\d+/.exec(text)?.[0] ?? 0);
  }
  const seen = new Set<number>();
  const deadline = performance.now() + goneMilliseconds;
  for (;;) {
    const open = await sessionsOf(keyId);
    if (open.length === 0) return seen.size;
    if (performance.now() > deadline) throw new ToolFault(`${open.length} sessions of ${keyId} did not end`);
    for (const { leader, daemon } of open) {
      seen.add(leader);
      for (const pid of [daemon, leader]) if (pid !== null) end(pid);
    }
    await sleep(50, undefined, { signal });
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EPERM") throw new ToolFault(`process ${pid} of a session may not be ended by this user`);
    if (code !== "ESRCH") throw error;
  }
}

type SessionFound = { readonly leader: number; readonly daemon: number | null };

/**
 * The processes that sshd has started for logins with such a certificate: with ExposeAuthInfo it names in their
 * environment a file that holds the key they were let in by.
 */
async function sessionsOf(keyId: string): Promise<readonly SessionFound[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found: SessionFound[] = [];
  for (const pid of pids) {
    const environment = await readText(`/proc/${pid}/environ`);
    const file = /(?:^|\0)SSH_USER_AUTH=([^\0]+)/.exec(environment)?.[1];
    if (file === undefined || !holdsCertificate(await readText(file), keyId)) continue;
    found.push({ leader: Number(pid), daemon: await daemonOf(pid) });
  }
  return found;
}

/** A certificate's blob holds its key id as a string with its length before it (PROTOCOL.certkeys). */
function holdsCertificate(text: string, keyId: string): boolean {
  const wanted = Buffer.alloc(4 + Buffer.byteLength(keyId));
  wanted.writeUInt32BE(Buffer.byteLength(keyId));
  wanted.write(keyId, 4);
  return text.split("\n").some((line) => Buffer.from(line.split(" ")[2] ?? "", "base64").includes(wanted));
}

/** The sshd that serves a session, above the process that it started. */
async function daemonOf(pid: string): Promise<number | null> {
  const parent = /^PPid:\s+(\d+)/m.exec(await readText(`/proc/${pid}/status`))?.[1];
  if (parent === undefined) return null;
  return (await readText(`/proc/${parent}/comm`)).startsWith("sshd") ? Number(parent) : null;
}

/** A process that has ended meanwhile, or is another user's, has nothing to say. */
const readText = (file: string) => readFile(file, "latin1").catch(() => "");
