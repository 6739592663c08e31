import type { Signal } from "#core/signal/signal.ts";

/** Keeps signals; see the store's log of signals. */
export type KeepSignals = (signals: readonly Signal[], receivedAt: string) => Promise<number>;

/** The queue of signals that wait to be kept is full: the sender is asked to try again. */
export class IntakeFull extends Error {}

export type SignalWriter = {
  /** Resolves when the signals are durable. Rejects with `IntakeFull`, or as the store does. */
  write(signals: readonly Signal[]): Promise<void>;
};

type Waiting = {
  readonly signals: readonly Signal[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** Signals in one statement. */
const batchMax = 2000;
/** Signals that may wait in memory: beyond it the sender holds them, who can. */
const waitingMax = 50_000;

/**
 * Writes what many requests bring in few transactions: while one is under way the next ones gather, so a burst costs
 * as many commits as the disk can do, not as many as there are requests. Nobody is answered before their commit.
 */
export function createSignalWriter(keep: KeepSignals, now: () => string): SignalWriter {
  let waiting: Waiting[] = [];
  let waitingCount = 0;
  let isWriting = false;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = takeBatch();
      try {
        await keep(
          batch.flatMap(({ signals }) => signals),
          now(),
        );
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  }

  function takeBatch(): readonly Waiting[] {
    let count = 0;
    let end = 0;
    while (end < waiting.length && (end === 0 || count < batchMax)) {
      count += waiting[end]?.signals.length ?? 0;
      end += 1;
    }
    const batch = waiting.slice(0, end);
    waiting = waiting.slice(end);
    waitingCount -= count;
    return batch;
  }

  return {
    write(signals) {
      if (signals.length === 0) return Promise.resolve();
      if (waitingCount + signals.length > waitingMax && waitingCount > 0) {
        return Promise.reject(new IntakeFull("too many signals wait to be kept"));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ signals, resolve, reject });
        waitingCount += signals.length;
        if (isWriting) return;
        isWriting = true;
        void writeAll();
      });
    },
  };
}
