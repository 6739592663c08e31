/** A stream of pseudo-random numbers that a seed determines. */
export type Random = {
  /** A whole number from 0 to below 2^32. */
  readonly next: () => number;
  /** At least 0, below 1. */
  readonly fraction: () => number;
  /** A whole number at least 0 and below `end`. */
  readonly below: (end: number) => number;
};

/** One step of a scrambler that turns a counter into well-mixed words (SplitMix32). */
function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e_37_79_b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21_f0_aa_ad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x73_5a_2d_97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/**
 * The generator xoshiro128**: the same seed gives the same numbers on every machine.
 *
 * Source: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).
 */
export function seededRandom(seed: number): Random {
  const mix = splitMix(seed);
  let a = mix();
  let b = mix();
  let c = mix();
  let d = mix();
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
  return {
    next,
    fraction: () => next() / 4_294_967_296,
    below: (end) => Math.floor((next() / 4_294_967_296) * end),
  };
}
