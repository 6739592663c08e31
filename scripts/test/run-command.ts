import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "./root.ts";
import type { CommandStage } from "./stages.ts";
import type { StageResult } from "./tally.ts";

/** Runs the stage's program on the Node that runs us; its output is shown whole when it fails. */
export function runCommand(stage: CommandStage): Promise<StageResult> {
  const [program, ...args] = stage.command;
  const output: Buffer[] = [];
  return new Promise((resolve) => {
    const child = spawn(path.join(root, "node_modules/.bin", program), args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      // The programs are scripts that begin with `env node`.
      env: {
        ...process.env,
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"]}`,
      },
    });
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    const end = (code: number | null, why: string) => {
      const failed = code === 0 ? 0 : 1;
      resolve({
        tally: { passed: 1 - failed, failed, skipped: 0 },
        trouble:
          failed === 1 ? [`${stage.command.join(" ")}${why}\n${Buffer.concat(output).toString()}`] : [],
        skips: [],
      });
    };
    child.on("error", (error) => end(null, `: ${error.message}`));
    child.on("close", (code, signal) => end(code, ` ended with ${code ?? signal}`));
  });
}
