import { isatty } from "node:tty";

/** Where something is written. */
export type Output = { readonly write: (text: string) => unknown };

/** Where a verb meets whoever called it: a process, or a test that calls it as one. */
export type Door = {
  /** Data. */
  readonly stdout: Output;
  /** Messages. */
  readonly stderr: Output;
  /** Whether stdout is a terminal: only then is it redrawn. */
  readonly isTerminal: boolean;
  /** Whether a person reads stderr while it is written. */
  readonly isWatched: boolean;
  /** Whether a person can be asked something. */
  readonly canAsk: boolean;
  /** Takes the code that the program is to end with. */
  readonly endWith: (code: number) => void;
};

/** The door of this process. */
export function processDoor(): Door {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    isTerminal: isatty(1),
    isWatched: isatty(2),
    canAsk: isatty(0) && isatty(2),
    endWith: (code) => {
      process.exitCode = code;
    },
  };
}
