/** How many failures are free, and how long one waits after more. */
export type GuessLimit = {
  readonly free: number;
  /** The longest wait in seconds: nobody can lock somebody else out for longer than this. */
  readonly longestSeconds: number;
};

/** Failures older than this are forgotten. */
export const forgetSeconds = 3600;

/**
 * Limits by what a guess is counted under (OWASP, "device cookies"): a browser that signed in before, one address at one
 * name, all unknown browsers at one name, one address at all names. Only the third is shared with strangers,
 * and it is short, so that guesses from everywhere slow an unknown browser down and lock nobody out.
 */
export const guessLimits = {
  device: { free: 5, longestSeconds: 900 },
  pair: { free: 5, longestSeconds: 900 },
  name: { free: 20, longestSeconds: 30 },
  address: { free: 50, longestSeconds: 300 },
} as const satisfies { readonly [kind: string]: GuessLimit };

export type GuessKind = keyof typeof guessLimits;

/** Seconds from the last failure to the next guess: 0, then 1, 2, 4 … up to the longest. */
export function waitSeconds(failures: number, { free, longestSeconds }: GuessLimit): number {
  if (failures < free) return 0;
  return Math.min(2 ** Math.min(failures - free, 30), longestSeconds);
}
