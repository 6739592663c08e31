import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import path from "node:path";

const cli = path.join(import.meta.dirname, "../../src/cli/main.ts");

/** Probe agents, each a process of its own, as they would stand in different places. */
export function startAgents(
  vantages: readonly string[],
  url: string,
  outputFolder: string,
): { stop(): Promise<void> } {
  const children = vantages.map((vantage): ChildProcess => {
    const log = openSync(path.join(outputFolder, `agent-${vantage}.log`), "a");
    const args = [cli, "--url", url, "probe", "--vantage", vantage, "--secrets", outputFolder];
    return spawn(process.execPath, args, { stdio: ["ignore", log, log] });
  });
  return {
    async stop() {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      }
    },
  };
}
