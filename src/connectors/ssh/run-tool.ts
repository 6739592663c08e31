import { execFile } from "node:child_process";

/** A program that could not be carried out as it should: certain, and said in words. */
export class ToolFault extends Error {}

const limitMilliseconds = 10_000;

/** Runs a program without a shell and gives what it wrote to stdout. Throws `ToolFault`; the arguments are not in its words. */
export function runTool(
  [program = "", ...args]: readonly string[],
  signal: AbortSignal,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const { PATH = "", HOME = "/" } = process.env;
    const options = {
      signal,
      timeout: limitMilliseconds,
      cwd: "/",
      env: { PATH, HOME, LANG: "C", ...environment },
    };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
      const said = stderr.trim().split("\n").at(-1) ?? "";
      const reason = isMissing
        ? "it is not there"
        : said === ""
          ? `it ended with ${error.code ?? "a signal"}`
          : said;
      reject(new ToolFault(`${program}: ${reason}`));
    });
  });
}
