import { type ChildProcess, spawn } from "node:child_process";
import type { Evidence } from "#core/model/outcome.ts";
import { type Captured, createCapture } from "./capture.ts";

/** A program to be run, all of it decided. */
export type Program = {
  readonly path: string;
  readonly arguments: readonly string[];
  readonly workingDirectory: string;
  readonly environment: { readonly [name: string]: string };
  readonly stdin: string;
  /** Values that must not be seen in what it writes. */
  readonly secrets: readonly string[];
};

/** What became of a program. */
export type ProgramResult =
  | { readonly status: "not-run"; readonly message: string }
  | {
      readonly status: "ended";
      /** null when it was ended by a signal. */
      readonly exitCode: number | null;
      readonly signal: string | null;
      /** Whether we ended it, since its time was over or the run was aborted. */
      readonly stopped: boolean;
      readonly durationSeconds: number;
      readonly stdout: Captured;
      readonly stderr: Captured;
      /** Whether something it started still held its outputs open when it had ended. */
      readonly leftOpen: boolean;
    };

/** Between the polite and the final end of a program. */
const graceMilliseconds = 2_000;

/** For what a program wrote last to arrive after it has ended; a daemon that it started may hold the pipe for ever. */
const outputMilliseconds = 1_000;

/**
 * Runs a program in a process group of its own, without a shell, and waits for its end. When the signal is aborted the
 * whole group gets SIGTERM and, two seconds later, SIGKILL.
 */
export function runProgram(program: Program, signal: AbortSignal): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = start(program, ({ code, message }) => {
      resolve({ status: "not-run", message: `${program.path} could not be started (${code ?? message})` });
    });
    child?.once("spawn", () => watch(child, program.secrets, signal, resolve));
  });
}

function watch(
  child: ChildProcess,
  secrets: readonly string[],
  signal: AbortSignal,
  resolve: (result: ProgramResult) => void,
): void {
  const startedAt = performance.now();
  const stdout = createCapture("stdout", secrets);
  const stderr = createCapture("stderr", secrets);
  const timers: NodeJS.Timeout[] = [];
  let stopped = false;
  let finished = false;
  const finish = (exitCode: number | null, endSignal: string | null, leftOpen: boolean) => {
    if (finished) return;
    finished = true;
    for (const timer of timers) clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    child.stdout?.destroy();
    child.stderr?.destroy();
    const durationSeconds = Math.round(performance.now() - startedAt) / 1000;
    const captured = { stdout: stdout.end(), stderr: stderr.end() };
    resolve({
      status: "ended",
      exitCode,
      signal: endSignal,
      stopped,
      durationSeconds,
      ...captured,
      leftOpen,
    });
  };
  const stop = () => {
    stopped = true;
    signalGroup(child, "SIGTERM");
    timers.push(setTimeout(() => signalGroup(child, "SIGKILL"), graceMilliseconds));
    // A process in an uninterruptible wait does not even die of SIGKILL; the run must not hang on it.
    timers.push(setTimeout(() => finish(null, null, true), 3 * graceMilliseconds));
  };
  child.stdout?.on("data", stdout.write);
  child.stderr?.on("data", stderr.write);
  child.once("exit", (exitCode, endSignal) => {
    // What the program left behind in its group is ended with it only when we were ending it.
    if (stopped) signalGroup(child, "SIGKILL");
    timers.push(setTimeout(() => finish(exitCode, endSignal, true), outputMilliseconds));
    child.once("close", () => finish(exitCode, endSignal, false));
  });
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
}

/** The running program, or null when it cannot be started. A program that does not read its input must not end us. */
function start(program: Program, notRun: (error: NodeJS.ErrnoException) => void): ChildProcess | null {
  try {
    const child = spawn(program.path, program.arguments, {
      cwd: program.workingDirectory,
      env: { ...program.environment },
      shell: false,
      detached: true,
      stdio: "pipe",
    });
    child.once("error", (error) => {
      if (child.pid === undefined) notRun(error);
    });
    child.stdin.on("error", () => {});
    child.stdin.end(program.stdin);
    return child;
  } catch (error) {
    notRun(error as NodeJS.ErrnoException);
    return null;
  }
}

/** Signals a process group. That it has ended (ESRCH) is what was wanted; what is not ours to end (EPERM) stays. */
function signalGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

/** What a program wrote, as proof. */
export function evidenceOf(result: Extract<ProgramResult, { status: "ended" }>): readonly Evidence[] {
  return [...result.stdout.evidence, ...result.stderr.evidence];
}
