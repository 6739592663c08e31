/** The share of recoveries that are back within a time, read off the curve. */
export function shareBy({ curve }: { readonly curve: readonly number[] }, seconds: number): number {
  const at = curve.findLastIndex((value) => value <= seconds);
  if (at < 0) return 0;
  const low = curve[at] ?? 0;
  const high = curve[at + 1];
  if (high === undefined || high === low) return at / 100;
  return (at + (seconds - low) / (high - low)) / 100;
}
