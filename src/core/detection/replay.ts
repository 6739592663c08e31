import { judge, neverJudged, type Transition } from "./judge.ts";
import type { Observation } from "./observation.ts";
import type { DetectionRule } from "./rule.ts";

/** A time in which it had really failed, as the record of incidents tells. Milliseconds since 1970. */
export type Outage = { readonly name: string; readonly from: number; readonly until: number };

/** A threshold, and what it would have done over the recorded history. Times are in seconds. */
export type ReplayRow = {
  readonly raiseSeconds: number;
  readonly quorum: number;
  readonly isCurrent: boolean;
  /** From the beginning of each outage that was noticed to its notice, in the order of the outages. */
  readonly detectionSeconds: readonly number[];
  readonly medianSeconds: number | null;
  readonly worstSeconds: number | null;
  /** Outages that it would not have noticed. */
  readonly missed: readonly string[];
  /** When it would have cried without an outage. */
  readonly falseAlarms: readonly number[];
  /** As many in a year as there were in the history; null where the history is shorter than an hour. */
  readonly falseAlarmsPerYear: number | null;
};

export type History = {
  readonly observations: readonly Observation[];
  readonly outages: readonly Outage[];
  readonly from: number;
  readonly until: number;
};

const yearMilliseconds = 365 * 24 * 3_600_000;
const hourMilliseconds = 3_600_000;

/** Thresholds worth comparing: how long, in multiples of the time between two looks, and seen by how many. */
export function variantsOf(
  rule: DetectionRule,
  vantagePoints: number,
): readonly { readonly raiseSeconds: number; readonly quorum: number }[] {
  const steps = [0, 1, 2, 3, 6, 12, 24].map((looks) => looks * rule.everySeconds);
  const seconds = [...new Set([...steps, rule.raiseSeconds])].toSorted((one, other) => one - other);
  const most = Math.max(1, vantagePoints);
  const quorums = [
    ...new Set([...Array.from({ length: Math.min(most, 5) }, (_, at) => at + 1), rule.quorum]),
  ];
  return quorums
    .toSorted((one, other) => one - other)
    .flatMap((quorum) => seconds.map((raiseSeconds) => ({ raiseSeconds, quorum })));
}

/**
 * What thresholds would have done over the recorded history: how soon each would have noticed the outages, and how often
 * it would have cried for nothing. A cry counts as true from the beginning of an outage to its end.
 */
export function replay(
  rule: DetectionRule,
  history: History,
  variants: readonly { readonly raiseSeconds: number; readonly quorum: number }[],
): readonly ReplayRow[] {
  const changes = { ...history, observations: changesOnly(rule, history.observations) };
  return variants.map((variant) => replayOne(rule, changes, variant));
}

/**
 * The same history with only what changes: repetitions are left out, and where a vantage point was not heard for too
 * long it says so itself. Judged without a limit of age, it gives the same; months of it are judged in no time.
 */
export function changesOnly(
  { staleSeconds }: DetectionRule,
  observations: readonly Observation[],
): readonly Observation[] {
  const last = new Map<string, Observation>();
  const changes: Observation[] = [];
  const stale = staleSeconds * 1000;
  const expire = ({ vantage, at }: Observation, until: number) => {
    if (at + stale < until) changes.push({ vantage, at: at + stale, says: "unknown", detail: "not heard" });
    return at + stale < until;
  };
  for (const one of observations.toSorted((a, b) => a.at - b.at)) {
    const before = last.get(one.vantage);
    const wasLost = before !== undefined && before.says !== "unknown" && expire(before, one.at);
    if (before === undefined || wasLost || before.says !== one.says) changes.push(one);
    last.set(one.vantage, one);
  }
  for (const one of last.values()) if (one.says !== "unknown") expire(one, Number.POSITIVE_INFINITY);
  return Number.isFinite(stale) ? changes : changes.filter(({ at }) => Number.isFinite(at));
}

function replayOne(
  rule: DetectionRule,
  { observations, outages, from, until }: History,
  { raiseSeconds, quorum }: { readonly raiseSeconds: number; readonly quorum: number },
): ReplayRow {
  // Nobody acknowledges anything in a replay, so nothing is held for flapping.
  const flapping = { failures: Number.POSITIVE_INFINITY, withinSeconds: 1 };
  const clearSeconds = Math.max(rule.clearSeconds, raiseSeconds);
  const staleSeconds = Number.POSITIVE_INFINITY;
  const tried = { ...rule, raiseSeconds, quorum, clearSeconds, flapping, staleSeconds, silenceSeconds: null };
  const { transitions } = judge(tried, neverJudged, observations, { since: from, until });
  const cries = transitions.filter(({ type }) => type === "raised").map(({ at }) => at);
  const detectionSeconds: number[] = [];
  const missed: string[] = [];
  for (const outage of outages) {
    const noticed = noticedAt(transitions, outage);
    if (noticed === null) missed.push(outage.name);
    else detectionSeconds.push((noticed - outage.from) / 1000);
  }
  const falseAlarms = cries.filter((at) => !outages.some((one) => at >= one.from && at <= one.until));
  const length = until - from;
  const sorted = detectionSeconds.toSorted((one, other) => one - other);
  return {
    raiseSeconds,
    quorum,
    isCurrent: raiseSeconds === rule.raiseSeconds && quorum === rule.quorum,
    detectionSeconds,
    medianSeconds: medianOf(sorted),
    worstSeconds: sorted.at(-1) ?? null,
    missed,
    falseAlarms,
    falseAlarmsPerYear: length < hourMilliseconds ? null : (falseAlarms.length * yearMilliseconds) / length,
  };
}

/** When an outage was noticed: at once where the rule had been crying already. */
function noticedAt(transitions: readonly Transition[], { from, until }: Outage): number | null {
  const before = transitions.findLast(
    ({ type, at }) => at < from && (type === "raised" || type === "cleared"),
  );
  if (before?.type === "raised") return from;
  return transitions.find(({ type, at }) => type === "raised" && at >= from && at <= until)?.at ?? null;
}

function medianOf(sorted: readonly number[]): number | null {
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}
