/** Money as people say it: `EUR 250k`, `≥ EUR 1.2m` where the curve ends before. */
export function moneyText(
  losses: readonly { readonly currency: string; readonly amount: number; readonly isAtLeast: boolean }[],
): string {
  return losses
    .map(({ currency, amount, isAtLeast }) => `${isAtLeast ? "≥ " : ""}${currency} ${compact(amount)}`)
    .join(" + ");
}

function compact(amount: number): string {
  const steps = [
    [1e9, "bn"],
    [1e6, "m"],
    [1e3, "k"],
  ] as const;
  for (const [size, letter] of steps) {
    // 999,600 is a million when it is rounded, not 1000k.
    if (Math.round(amount / (size / 1000)) >= 1000)
      return `${Number((amount / size).toPrecision(3))}${letter}`;
  }
  return String(Math.round(amount));
}
