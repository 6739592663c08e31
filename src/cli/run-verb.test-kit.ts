import type { Output } from "./door.ts";
import { runProgram } from "./main.ts";

/**
 * Runs a line of arguments through the whole command line, as a person would, in this process: a process of its own for
 * each line would spend far more time on starting than on what is tested. `main.test.ts` starts real ones.
 */
export async function runVerb(
  args: readonly string[],
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  let code = 0;
  const kept = { stdout: "", stderr: "" };
  const keep = (name: keyof typeof kept): Output => ({
    write: (text) => {
      kept[name] += text;
    },
  });
  await runProgram(args, {
    stdout: keep("stdout"),
    stderr: keep("stderr"),
    isTerminal: false,
    isWatched: false,
    canAsk: false,
    endWith: (given) => {
      code = given;
    },
  });
  return { code, ...kept };
}
