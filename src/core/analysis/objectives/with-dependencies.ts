/** How long a service takes by itself, and the services without which it is not back. */
export type RecoveryTime = {
  readonly ref: string;
  /** null: nobody has said how it is brought back. */
  readonly seconds: number | null;
  readonly hardOn: readonly string[];
};

/** When a service is back if all it depends on went down with it, and which service that waits for. */
export type PropagatedTime = { readonly seconds: number; readonly limitedBy: string };

/**
 * The time of a service together with all it cannot run without, directly or not: the longest of theirs, since all are
 * brought back at the same time. A lower bound where one of them waits for another to start. Circles are walked once.
 * Services that nobody can bring back are taken to be up. Null where nothing is known of any.
 */
export function withDependencies(times: readonly RecoveryTime[]): ReadonlyMap<string, PropagatedTime | null> {
  const byRef = new Map(times.map((time) => [time.ref, time]));
  return new Map(
    times.map(({ ref }) => {
      let worst: PropagatedTime | null = null;
      const seen = new Set([ref]);
      const stack = [ref];
      while (stack.length > 0) {
        const time = byRef.get(stack.pop() ?? "");
        if (time === undefined) continue;
        if (time.seconds !== null && (worst === null || time.seconds > worst.seconds))
          worst = { seconds: time.seconds, limitedBy: time.ref };
        for (const next of time.hardOn) {
          if (seen.has(next)) continue;
          seen.add(next);
          stack.push(next);
        }
      }
      return [ref, worst];
    }),
  );
}
