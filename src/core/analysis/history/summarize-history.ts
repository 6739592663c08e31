import { empiricalQuantile } from "../forecast/duration-model.ts";
import { type DistributionFit, fitDistributions } from "./fit-distribution.ts";
import { excluding, type IncidentFlag, type JudgedIncident } from "./judge-incident.ts";
import { type ClaimVerdict, testClaim } from "./test-claim.ts";

/** One kind of duration over all usable records. Seconds. */
export type DurationSummary = {
  readonly count: number;
  readonly p50: number | null;
  readonly p90: number | null;
  /** Told from ten values on: a 95th part of fewer is their maximum in disguise. */
  readonly p95: number | null;
  readonly fits: readonly DistributionFit[];
};

/** An objective to test, and which records speak about it. */
export type Claim = {
  readonly subject: string;
  readonly seconds: number;
  readonly isAbout: (incident: JudgedIncident) => boolean;
};

/** What the history of incidents says. */
export type HistorySummary = {
  readonly records: number;
  /** Records whose outage counts; the others have a flag that says why not. */
  readonly usable: number;
  readonly outage: DurationSummary;
  readonly detect: DurationSummary;
  readonly decide: DurationSummary;
  readonly flags: readonly (IncidentFlag & { readonly id: string })[];
  readonly claims: readonly (ClaimVerdict & { readonly subject: string })[];
};

/** Sums up judged records and tests claims against the outages of those that are usable. */
export function summarizeHistory(
  incidents: readonly JudgedIncident[],
  claims: readonly Claim[],
  demand: { readonly required: number; readonly confidence: number },
): HistorySummary {
  const usable = incidents.filter(
    ({ outageSeconds, flags }) => outageSeconds !== null && !flags.some(({ type }) => excluding.has(type)),
  );
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  // What noticing and deciding took is of use also where the end is not.
  const ordered = incidents.filter(({ flags }) => !flags.some(({ type }) => type === "planned"));
  return {
    records: incidents.length,
    usable: usable.length,
    outage: durationSummary(known(usable.map(({ outageSeconds }) => outageSeconds))),
    detect: durationSummary(known(ordered.map(({ detectSeconds }) => detectSeconds))),
    decide: durationSummary(known(ordered.map(({ decideSeconds }) => decideSeconds))),
    flags: incidents.flatMap(({ id, flags }) => flags.map((flag) => ({ id, ...flag }))),
    claims: claims.map(({ subject, seconds, isAbout }) => {
      const about = known(usable.filter((each) => isAbout(each)).map(({ outageSeconds }) => outageSeconds));
      return { subject, ...testClaim(about, { seconds, ...demand }) };
    }),
  };
}

function durationSummary(seconds: readonly number[]): DurationSummary {
  const sorted = seconds.toSorted((one, other) => one - other);
  const at = (probability: number, least: number) =>
    sorted.length < least ? null : empiricalQuantile(sorted, probability);
  return {
    count: sorted.length,
    p50: at(0.5, 1),
    p90: at(0.9, 5),
    p95: at(0.95, 10),
    fits: fitDistributions(sorted),
  };
}
