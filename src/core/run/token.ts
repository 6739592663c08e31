/**
 * Names one attempt of a step: which dispatch of it, and which delivery of that dispatch's job.
 * Tokens are ordered, and only the newest may settle the step: "different" is not enough, since a
 * frozen executor that wakes up would otherwise take the step back from its successor.
 */
export type Token = { readonly dispatch: number; readonly retry: number };

/** Negative when `one` is older than `other`, zero when they are the same, positive when it is newer. */
export function compareTokens(one: Token, other: Token): number {
  return one.dispatch - other.dispatch || one.retry - other.retry;
}
