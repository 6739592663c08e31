const coefficients = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/**
 * The logarithm of the gamma function for x > 0, accurate to about 1e-14.
 *
 * Source: C. Lanczos (1964) with g = 7 and nine terms, in the reflected form for x below one half.
 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = 0.9999999999998099;
  for (const [index, coefficient] of coefficients.entries()) sum += coefficient / (x + index);
  const t = x + 6.5;
  return 0.9189385332046728 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
