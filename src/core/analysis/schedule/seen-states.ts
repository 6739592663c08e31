type Seen = { readonly now: number; readonly running: readonly number[]; readonly finish: readonly number[] };

/** Partial schedules that were looked at, by the set of their activities. */
export type SeenStates = {
  /**
   * Whether no earlier partial schedule of the same activities makes this one useless; remembers it if so. One is
   * useless when another is nowhere later: then whatever may follow here may follow there.
   */
  readonly isNew: (
    set: number,
    now: number,
    running: readonly number[],
    finishOf: (activity: number) => number,
  ) => boolean;
};

/** Remembered sets; beyond this, states are looked at again rather than kept. */
const setsMax = 400_000;
const perSetMax = 6;

/** An empty memory of partial schedules. */
export function createSeenStates(): SeenStates {
  const seen = new Map<number, Seen[]>();
  return {
    isNew: (set, now, running, finishOf) => {
      const others = seen.get(set);
      for (const other of others ?? []) {
        if (other.now > now) continue;
        const isNowhereLater = other.running.every((activity, at) => {
          const finish = other.finish[at]!;
          return finish <= now || finish <= finishOf(activity);
        });
        if (isNowhereLater) return false;
      }
      const state: Seen = {
        now,
        running: [...running],
        finish: running.map((activity) => finishOf(activity)),
      };
      if (others === undefined) {
        if (seen.size < setsMax) seen.set(set, [state]);
      } else if (others.length < perSetMax) others.push(state);
      else others[((now * 7919) % perSetMax) | 0] = state;
      return true;
    },
  };
}
