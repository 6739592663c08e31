import { setTimeout as sleep } from "node:timers/promises";
import { ServerFault } from "./fault.ts";

export type PollOptions = {
  readonly limitSeconds: number;
  /** The longest pause between two looks. The first are shorter: most of what is waited for is near. */
  readonly everyMilliseconds: number;
  readonly signal: AbortSignal;
};

const firstPauseMilliseconds = 2;

/**
 * Asks again and again until `ask` gives something other than null, and gives that; null when the
 * limit has passed. Throws `ServerFault` "cancelled" on abort, and whatever `ask` throws.
 */
export async function poll<T>(ask: () => Promise<T | null>, options: PollOptions): Promise<T | null> {
  const endsAt = performance.now() + options.limitSeconds * 1000;
  let pauseMilliseconds = Math.min(firstPauseMilliseconds, options.everyMilliseconds);
  for (;;) {
    if (options.signal.aborted) throw new ServerFault("cancelled", "cancelled from our side");
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() >= endsAt) return null;
    await pause(pauseMilliseconds, options.signal);
    pauseMilliseconds = Math.min(2 * pauseMilliseconds, options.everyMilliseconds);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    throw new ServerFault("cancelled", "cancelled from our side");
  }
}
