import { otherSite, type SiteName, sites } from "../site/sites.ts";
import type { DatabaseSample, Sample } from "./sample.ts";

/** The failures the witness can name. */
export type VerdictName =
  | "healthy"
  | "primary dead"
  | "primary frozen"
  | "standby dead"
  | "standby frozen"
  | "site down"
  | "application dead"
  | "link cut"
  | "replica lag"
  | "two primaries"
  | "no primary"
  | "not observed";

export type Verdict = {
  readonly verdict: VerdictName;
  /** The site it is about; null where it is about both or neither. */
  readonly site: SiteName | null;
  /** What was seen, in sentences. */
  readonly evidence: readonly string[];
};

/** How many looks in a row it takes. Looks are 100 ms apart unless a silence makes them longer. */
export type Thresholds = {
  readonly deadSamples: number;
  readonly frozenSamples: number;
  readonly linkFailures: number;
  readonly lagBytes: number;
  readonly lagSeconds: number;
  readonly lagSamples: number;
};

/**
 * Names the state of the estate from the newest samples, oldest first. What has been seen fewer times
 * than its threshold asks does not count yet. `lastPrimary` is the site last seen to be primary: a
 * dead database cannot say what it was.
 */
export function judge(samples: readonly Sample[], lastPrimary: SiteName | null, limits: Thresholds): Verdict {
  const newest = samples.at(-1);
  if (!newest) return { verdict: "not observed", site: null, evidence: ["nothing has been observed yet"] };
  return (
    judgeRoles(newest) ??
    judgeDatabases(samples, lastPrimary, limits) ??
    judgeApps(samples, limits) ??
    judgeReplication(samples, limits) ??
    judgePrimary(samples, limits) ?? { verdict: "healthy", site: null, evidence: [] }
  );
}

function judgeRoles(newest: Sample): Verdict | null {
  const primaries = sites.filter((site) => isPrimary(newest.databases[site]));
  if (primaries.length < 2) return null;
  return { verdict: "two primaries", site: null, evidence: ["both databases say that they are primary"] };
}

function judgeDatabases(
  samples: readonly Sample[],
  lastPrimary: SiteName | null,
  limits: Thresholds,
): Verdict | null {
  // The primary first: its loss matters more than what else may be seen at the same time.
  const order: readonly SiteName[] = lastPrimary ? [lastPrimary, otherSite(lastPrimary)] : sites;
  for (const site of order) {
    const role = site === lastPrimary ? "primary" : "standby";
    if (lasts(samples, limits.deadSamples, (sample) => sample.databases[site].status === "refused")) {
      const reason = reasonOf(samples.at(-1)?.databases[site]);
      const isAppGone = lasts(
        samples,
        limits.deadSamples,
        (sample) => sample.apps[site].status === "refused",
      );
      const evidence = [`the database of ${site} refused ${limits.deadSamples} times in a row: ${reason}`];
      if (!isAppGone) return { verdict: `${role} dead`, site, evidence };
      return {
        verdict: "site down",
        site,
        evidence: [...evidence, `the application of ${site} refuses too`],
      };
    }
    if (lasts(samples, limits.frozenSamples, (sample) => sample.databases[site].status === "silent")) {
      const evidence = [
        `the database of ${site} accepts connections but answered no SQL ${limits.frozenSamples} times`,
      ];
      return { verdict: `${role} frozen`, site, evidence };
    }
  }
  return null;
}

function judgeApps(samples: readonly Sample[], limits: Thresholds): Verdict | null {
  const site = sites.find((site) =>
    lasts(samples, limits.deadSamples, (sample) => sample.apps[site].status === "refused"),
  );
  if (!site) return null;
  return { verdict: "application dead", site, evidence: [`the application of ${site} refuses connections`] };
}

function judgeReplication(samples: readonly Sample[], limits: Thresholds): Verdict | null {
  const newest = samples.at(-1);
  const primary = sites.find((site) => newest && isPrimary(newest.databases[site]));
  if (!newest || !primary) return null;
  const way = primary === "east" ? "eastToWest" : "westToEast";
  const link = newest.links[way];
  if (link.failures >= limits.linkFailures) {
    const reason = reasonOf(link.newest);
    const evidence = [
      `${primary} answers directly, but not through the link that ${otherSite(primary)} reads it by: ${reason}`,
    ];
    return { verdict: "link cut", site: null, evidence };
  }
  if (!lasts(samples, limits.lagSamples, (sample) => isBehind(sample, primary, limits))) return null;
  const behind = lagOf(newest, primary);
  const evidence = [
    `${otherSite(primary)} is ${behind?.bytes} bytes and ${behind?.seconds} s behind ${primary}`,
  ];
  return { verdict: "replica lag", site: otherSite(primary), evidence };
}

function judgePrimary(samples: readonly Sample[], limits: Thresholds): Verdict | null {
  const isSo = lasts(samples, limits.deadSamples, (sample) =>
    sites.every((site) => isStandby(sample.databases[site])),
  );
  return isSo
    ? { verdict: "no primary", site: null, evidence: ["both databases say that they are standby"] }
    : null;
}

function isBehind(sample: Sample, primary: SiteName, limits: Thresholds): boolean {
  const lag = lagOf(sample, primary);
  if (!lag) return false;
  return lag.bytes > limits.lagBytes || (lag.bytes > 0 && lag.seconds > limits.lagSeconds);
}

function lagOf(
  sample: Sample,
  primary: SiteName,
): { readonly bytes: number; readonly seconds: number } | null {
  const source = sample.databases[primary];
  const copy = sample.databases[otherSite(primary)];
  if (source.status !== "answered" || copy.status !== "answered" || copy.role !== "standby") return null;
  return { bytes: Math.max(0, source.walPosition - copy.walPosition), seconds: copy.replayAgeSeconds ?? 0 };
}

function isPrimary(sample: DatabaseSample): boolean {
  return sample.status === "answered" && sample.role === "primary";
}

function isStandby(sample: DatabaseSample): boolean {
  return sample.status === "answered" && sample.role === "standby";
}

function reasonOf(sample: DatabaseSample | undefined): string {
  return sample && sample.status !== "answered" ? sample.reason : "";
}

function lasts(samples: readonly Sample[], count: number, holds: (sample: Sample) => boolean): boolean {
  return samples.length >= count && samples.slice(-count).every(holds);
}
