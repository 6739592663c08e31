import { addSeconds, secondsBetween } from "../model/instant.ts";
import type { Ref } from "../model/ref.ts";

/** What the declaration desk is computed from; the server gathers it, the desk only judges. */
export type DeskFacts = {
  readonly now: string;
  /** When impact began; null when nobody has stated it. */
  readonly impactBeganAt: string | null;
  /** The tightest tolerance among what is hit: seconds of outage that are borne, and whose it is. */
  readonly tolerance: { readonly seconds: number; readonly of: Ref; readonly kind: "rto" | "mtd" } | null;
  /** Forecast of the failover with the staffing of now, in seconds; `complete` false is a lower bound. */
  readonly failover: {
    readonly runbook: Ref;
    readonly p50: number;
    readonly p90: number;
    readonly complete: boolean;
  } | null;
  readonly repair: RepairEstimate | null;
  /** Past estimates of repair: actual time divided by estimated time. */
  readonly repairRatios: readonly number[];
};

/** What somebody who works on the primary says about its repair. */
export type RepairEstimate = {
  /** When it will be back; null: no time can be given. */
  readonly readyAt: string | null;
  readonly statedAt: string;
  readonly by: string;
  readonly reason: string;
};

/** What the desk shows. Seconds are negative once a moment has passed. */
export type DeskView = {
  readonly toleranceEndsAt: string | null;
  readonly toleranceLeftSeconds: number | null;
  /** The end of tolerance less the P90 of the failover: who declares later is late in one case of ten or more. */
  readonly latestResponsibleMoment: string | null;
  readonly secondsToDecide: number | null;
  /** True while the failover's forecast is only a lower bound: the moment is then earlier than shown. */
  readonly momentIsLatest: boolean;
  readonly repair: {
    readonly statedReadyAt: string | null;
    /** The stated time, stretched by the record of such estimates; null without a stated time. */
    readonly likelyReadyAt: string | null;
    /** The ratio it was stretched by (median of the record), 1 without enough record. */
    readonly ratio: number;
    readonly record: number;
    readonly inTime: "yes" | "no" | "unknown";
  };
  readonly infeasible: { readonly shown: boolean; readonly because: string };
};

/** Estimates on record from which on the record stretches a new one. */
const recordLeast = 5;

/** Judges whether repair in time can still be believed, and until when one may wait. Pure. */
export function judgeDesk(facts: DeskFacts): DeskView {
  const { now, impactBeganAt, tolerance, failover } = facts;
  const toleranceEndsAt =
    impactBeganAt === null || tolerance === null ? null : addSeconds(impactBeganAt, tolerance.seconds);
  const moment =
    toleranceEndsAt === null || failover === null ? null : addSeconds(toleranceEndsAt, -failover.p90);
  const repair = judgeRepair(facts, toleranceEndsAt);
  return {
    toleranceEndsAt,
    toleranceLeftSeconds: toleranceEndsAt === null ? null : secondsBetween(now, toleranceEndsAt),
    latestResponsibleMoment: moment,
    secondsToDecide: moment === null ? null : secondsBetween(now, moment),
    momentIsLatest: failover !== null && !failover.complete,
    repair,
    infeasible: infeasibility(facts, repair, { toleranceEndsAt, moment }),
  };
}

function judgeRepair(
  { repair, repairRatios }: DeskFacts,
  toleranceEndsAt: string | null,
): DeskView["repair"] {
  const ratio = repairRatios.length >= recordLeast ? Math.max(1, median(repairRatios)) : 1;
  const base = { statedReadyAt: repair?.readyAt ?? null, ratio, record: repairRatios.length };
  if (repair === null || repair.readyAt === null) return { ...base, likelyReadyAt: null, inTime: "unknown" };
  const stated = Math.max(0, secondsBetween(repair.statedAt, repair.readyAt));
  const likelyReadyAt = addSeconds(repair.statedAt, stated * ratio);
  if (toleranceEndsAt === null) return { ...base, likelyReadyAt, inTime: "unknown" };
  return { ...base, likelyReadyAt, inTime: likelyReadyAt <= toleranceEndsAt ? "yes" : "no" };
}

type Moments = { readonly toleranceEndsAt: string | null; readonly moment: string | null };

function infeasibility(
  { now, repair, tolerance }: DeskFacts,
  { likelyReadyAt, inTime, ratio }: DeskView["repair"],
  { toleranceEndsAt, moment }: Moments,
): DeskView["infeasible"] {
  const not = (because: string) => ({ shown: false, because });
  if (toleranceEndsAt === null || tolerance === null) {
    return not("Nobody has stated when impact began, or nothing that is hit has a tolerance.");
  }
  if (toleranceEndsAt <= now) {
    return { shown: true, because: `The tolerance of ${tolerance.of} ended at ${toleranceEndsAt}.` };
  }
  if (repair === null) return not("Nobody has said how long repair takes: ask those who work on it.");
  if (inTime === "no") {
    const stretched =
      ratio > 1 ? ` (stated ${repair.readyAt}, ${ratio.toFixed(1)} times as long by record)` : "";
    return {
      shown: true,
      because: `Repair is not to be had before ${likelyReadyAt}${stretched}; tolerance ends at ${toleranceEndsAt}.`,
    };
  }
  if (repair.readyAt === null && moment !== null && moment <= now) {
    return {
      shown: true,
      because: `Nobody can say when repair is done, and ${moment} was the last moment at which a failover is in time.`,
    };
  }
  if (repair.readyAt === null) {
    return not(
      `Nobody can say when repair is done; it may be waited for until ${moment ?? "a forecast is there"}.`,
    );
  }
  return not(`Repair is expected at ${likelyReadyAt}, before tolerance ends at ${toleranceEndsAt}.`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 1;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
