import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { NodeOptions } from "./node-options.ts";

const mainFile = fileURLToPath(new URL("./node-main.ts", import.meta.url));

/** An engine node in a process of its own. */
export type NodeProcess = {
  readonly name: string;
  readonly pid: number;
  /** Resolves true when it works, false when it ended before that. */
  readonly ready: Promise<boolean>;
  /** Resolves when it has ended, by whatever. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  hasEnded(): boolean;
  /** What it wrote to stderr. */
  errors(): string;
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
};

const living = new Set<ChildProcess>();
// A test that dies leaves no engine behind that would go on working.
process.once("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

export function startNodeProcess(options: NodeOptions): NodeProcess {
  const child: ChildProcess = spawn(process.execPath, [mainFile, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_TEST_CONTEXT: "" },
  });
  living.add(child);
  child.once("exit", () => living.delete(child));
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString("utf8");
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  const ready = new Promise<boolean>((resolve) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.toString("utf8").includes("ready")) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    name: options.node,
    pid: child.pid ?? 0,
    ready,
    ended,
    hasEnded,
    errors: () => errors,
    signal: (name) => {
      if (!hasEnded()) child.kill(name);
    },
    kill: async () => {
      if (!hasEnded()) child.kill("SIGKILL");
      await ended;
    },
  };
}
