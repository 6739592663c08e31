/** Where a drawn triple is put: three whole numbers from 0 to below 2^32. */
export type Draw = { a: number; b: number; c: number };

/**
 * Three random words that belong to (seed, trial, key), whatever was drawn before. Since each step of each trial has
 * numbers of its own, two plans that differ in one step are compared on the same luck, and trials can be shared out
 * among threads without changing a result.
 *
 * Source: "pcg3d" of M. Jarzynski and M. Olano, "Hash Functions for GPU Rendering", JCGT 9(3) (2020).
 */
export function drawInto(into: Draw, seed: number, trial: number, key: number): void {
  let x = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
  let y = (Math.imul(trial, 1_664_525) + 1_013_904_223) | 0;
  let z = (Math.imul(key, 1_664_525) + 1_013_904_223) | 0;
  x = (x + Math.imul(y, z)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  x = (x + Math.imul(y, z)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  into.a = x >>> 0;
  into.b = y >>> 0;
  into.c = z >>> 0;
}

/** A whole number that stands for a text, the same on every machine (FNV-1a, mixed once more). */
export function keyOfText(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7f_eb_35_2d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x84_6c_a6_8b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The middle of the cell of a word: above 0 and below 1. */
export function unitOf(word: number): number {
  return (word + 0.5) / 4_294_967_296;
}
