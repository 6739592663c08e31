import type { Attempt } from "./attempt.ts";

/**
 * Hands attempts on in the order in which they were sent, whatever the order in which they settle.
 * Each attempt settles within its time limit, so nothing waits for longer than that.
 */
export function inOrder(first: number, next: (attempt: Attempt) => void): (attempt: Attempt) => void {
  const waiting = new Map<number, Attempt>();
  let expected = first;
  return (attempt) => {
    waiting.set(attempt.number, attempt);
    for (let ready = waiting.get(expected); ready; ready = waiting.get(expected)) {
      waiting.delete(expected);
      expected += 1;
      next(ready);
    }
  };
}
