import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { labVariable } from "./lab-processes.ts";
import { readProcess } from "./process-table.ts";
import type { ProcessIdentity } from "./signal-processes.ts";

/** One of the lab's Node processes: a file, its JSON configuration, where it works and where it writes. */
export type NodeProcess = {
  /** The program's file, absolute. */
  readonly file: string;
  readonly configFile: string;
  readonly directory: string;
  readonly logFile: string;
  /** The lab's folder, which marks the process as this lab's. */
  readonly labFolder: string;
};

/**
 * Starts a Node process with a life of its own: own session, no pipes to us, output appended to its
 * log. It goes on when the process that started it is killed.
 */
export async function startNodeProcess(what: NodeProcess): Promise<ProcessIdentity> {
  mkdirSync(what.directory, { recursive: true });
  mkdirSync(path.dirname(what.logFile), { recursive: true });
  const log = openSync(what.logFile, "a");
  try {
    const child = spawn(process.execPath, [what.file, what.configFile], {
      cwd: what.directory,
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, NODE_NO_WARNINGS: "1", [labVariable]: what.labFolder },
    });
    child.unref();
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    const pid = child.pid ?? 0;
    return { pid, startedAt: readProcess(pid)?.startedAt ?? "" };
  } finally {
    closeSync(log);
  }
}
