/**
 * The parts of the time from the first failed transaction to the first one that succeeds again:
 * noticing, deciding (before the run and at its gates), getting hands on it, acting, verifying, and
 * bringing traffic back.
 */
export const clockPhases = ["detect", "decide", "mobilise", "execute", "verify", "traffic"] as const;
export type ClockPhase = (typeof clockPhases)[number];

/** Which part explains a moment at which several run: the later one, which is the one on the way out. */
export const clockPhaseRank: { readonly [phase in ClockPhase]: number } = {
  detect: 0,
  mobilise: 1,
  execute: 2,
  verify: 3,
  traffic: 4,
  // People at a gate hold everything, whatever else goes on.
  decide: 5,
};
