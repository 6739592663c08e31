import { type Clock, systemClock } from "#engine/clock.ts";

/** A clock whose wall time is suddenly wrong, as after a bad NTP step; durations are not touched, as in a real kernel. */
export function jumpingClock(jump: { readonly seconds: number; readonly afterSeconds: number }): Clock {
  const startedSeconds = systemClock.monotonicSeconds();
  return {
    ...systemClock,
    now() {
      const isWrong = systemClock.monotonicSeconds() - startedSeconds >= jump.afterSeconds;
      return new Date(Date.now() + (isWrong ? jump.seconds * 1000 : 0)).toISOString();
    },
  };
}
