type Options = {
  readonly leastMilliseconds: number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
};

const sleepReally = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Turns many hints into few reads: reads at once, then again after `leastMilliseconds` as long as
 * hints came meanwhile. Never two reads at a time, for the answer of the older one could come last;
 * and a hint that comes during a read is followed by another, for the read may have missed it.
 */
export function createRefresher(read: () => Promise<unknown>, options: Options): () => void {
  const { leastMilliseconds, sleep = sleepReally } = options;
  let isReading = false;
  let isHinted = false;
  const work = async () => {
    isReading = true;
    while (isHinted) {
      isHinted = false;
      // A failed read is shown where its answer is used; the next hint reads again.
      await read().catch(() => {});
      await sleep(leastMilliseconds);
    }
    isReading = false;
  };
  return () => {
    isHinted = true;
    if (!isReading) void work();
  };
}
