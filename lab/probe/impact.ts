import type { Impact } from "#core/model/run-plan.ts";
import type { Attempt } from "./attempt.ts";

/** Successes in a row after the first one that end an outage: fewer may be a flicker. */
export const successesThatEnd = 10;

type Outage = {
  readonly lastGoodAt: string | null;
  readonly beganAt: string;
  readonly endedAt: string | null;
  readonly failedTransactions: number;
};

/** What has been seen so far. Attempts must be told in the order in which they were sent. */
export type ImpactRecord = {
  readonly past: readonly Outage[];
  readonly current: Outage | null;
  readonly lastGoodAt: string | null;
  /** First of the unbroken row of successes at the end, and how many followed it. */
  readonly streak: { readonly firstAt: string; readonly followedBy: number } | null;
};

export const noImpact: ImpactRecord = { past: [], current: null, lastGoodAt: null, streak: null };

/**
 * Adds one attempt. An outage begins when the first order that failed was sent, and ends when the
 * first order of lasting success was acknowledged: both are what a customer saw, and neither depends
 * on when anybody noticed.
 */
export function addAttempt(record: ImpactRecord, attempt: Attempt): ImpactRecord {
  return attempt.outcome === "acknowledged" ? addSuccess(record, attempt) : addFailure(record, attempt);
}

function addFailure(record: ImpactRecord, attempt: Attempt): ImpactRecord {
  const { current, lastGoodAt } = record;
  const began = current ?? { lastGoodAt, beganAt: attempt.sentAt, endedAt: null, failedTransactions: 0 };
  return { ...record, current: { ...began, failedTransactions: began.failedTransactions + 1 }, streak: null };
}

function addSuccess(record: ImpactRecord, attempt: Attempt): ImpactRecord {
  const streak = record.streak
    ? { ...record.streak, followedBy: record.streak.followedBy + 1 }
    : { firstAt: attempt.settledAt, followedBy: 0 };
  const seen = { ...record, lastGoodAt: attempt.sentAt, streak };
  if (!record.current || streak.followedBy < successesThatEnd) return seen;
  const ended = { ...record.current, endedAt: streak.firstAt };
  return { ...seen, past: [...record.past, ended], current: null };
}

/** Every outage, oldest first; the last one may not have ended. */
export function allImpacts(record: ImpactRecord): readonly Impact[] {
  return record.current ? [...record.past, record.current] : record.past;
}

/** The outage that lasts, else the last one, else that there was none. */
export function latestImpact(record: ImpactRecord): Impact {
  const none = { lastGoodAt: record.lastGoodAt, beganAt: null, endedAt: null, failedTransactions: 0 };
  return allImpacts(record).at(-1) ?? none;
}
