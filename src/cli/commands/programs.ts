import { spawn } from "node:child_process";
import path from "node:path";
import type { Command } from "commander";
import type { Verb } from "../verb.ts";

const root = path.join(import.meta.dirname, "../../..");

/** Programs of their own that the command line only starts: it speaks with them, it is not built of them. */
const programs = [
  {
    name: "serve",
    file: "src/server/main.ts",
    does: "run the server (--port, --data, --estate, --lab, --trust-loopback)",
  },
  {
    name: "lab",
    file: "lab/main.ts",
    does: "a real two-site estate to break: up, status, faults, fail, heal, down",
  },
] as const;

/** Runs a program of ours with the same terminal; resolves to its exit code. */
export function runProgram(file: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, file), ...args], { stdio: "inherit" });
    // A terminal's Ctrl-C reaches both; a supervisor's SIGTERM reaches this process only.
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on("SIGTERM", forward);
    process.on("SIGINT", () => {});
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGKILL" ? 137 : 143)));
    child.on("error", () => resolve(2));
  });
}

/** `holdfast serve …` and `holdfast lab …`; their options are their own. */
export function addPrograms(program: Command, verb: Verb): void {
  for (const { name, file, does } of programs) {
    program
      .command(name)
      .description(does)
      .argument("[args...]")
      .allowUnknownOption()
      .helpOption(false)
      .passThroughOptions()
      .action(verb((_context, args: readonly string[]) => runProgram(file, args)));
  }
}
