import { betaQuantile } from "../probability/incomplete-beta.ts";

/** What history says of a claimed recovery time. */
export type ClaimVerdict = {
  readonly claimedSeconds: number;
  /** The share of outages that the claim is to hold for. */
  readonly required: number;
  readonly outages: number;
  readonly within: number;
  /** The observed share and its exact interval; null without any outage. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /**
   * `contradicted`: even the upper end of the interval is below what is required. `supported`: even the lower end is not.
   * `open`: the history is too short to tell.
   */
  readonly verdict: "contradicted" | "supported" | "open";
  /** How many outages in a row within the claim it would take to support it. */
  readonly outagesToSupport: number;
};

/**
 * Tests the claim "at least `required` of the outages end within `claimedSeconds`" against observed ones, with the exact
 * binomial interval (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934) of the given confidence.
 */
export function testClaim(
  outageSeconds: readonly number[],
  claim: { readonly seconds: number; readonly required: number; readonly confidence: number },
): ClaimVerdict {
  const n = outageSeconds.length;
  const k = outageSeconds.filter((seconds) => seconds <= claim.seconds).length;
  const tail = (1 - claim.confidence) / 2;
  const low = n === 0 ? null : k === 0 ? 0 : betaQuantile(tail, k, n - k + 1);
  const high = n === 0 ? null : k === n ? 1 : betaQuantile(1 - tail, k + 1, n - k);
  const isContradicted = high !== null && high < claim.required;
  const isSupported = low !== null && low >= claim.required;
  return {
    claimedSeconds: claim.seconds,
    required: claim.required,
    outages: n,
    within: k,
    share: n === 0 ? null : k / n,
    low,
    high,
    verdict: isContradicted ? "contradicted" : isSupported ? "supported" : "open",
    outagesToSupport: Math.ceil(Math.log(tail) / Math.log(claim.required)),
  };
}
