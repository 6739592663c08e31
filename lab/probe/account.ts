import type { Attempt } from "./attempt.ts";
import type { LedgerLine } from "./ledger.ts";

/** What the probe keeps in memory of its ledger, since the last reset. */
export type Account = {
  /** When it began, ISO 8601. */
  readonly since: string;
  readonly acknowledged: { readonly id: string; readonly acknowledgedAt: string }[];
  /** Sent, and never answered so that one could know. They may stand in the database or not. */
  readonly unknown: { readonly id: string; readonly sentAt: string }[];
  refused: number;
  /** How often each reason was given, the most telling part of an error picture. */
  readonly reasons: Map<string, number>;
  /** The newest attempts, for latencies. */
  readonly recent: Attempt[];
  worstMilliseconds: number;
};

const recentCount = 2000;
const reasonsMax = 50;

export function newAccount(since: string): Account {
  return {
    since,
    acknowledged: [],
    unknown: [],
    refused: 0,
    reasons: new Map(),
    recent: [],
    worstMilliseconds: 0,
  };
}

export function bookAttempt(account: Account, attempt: Attempt): void {
  const { id, sentAt, settledAt, outcome } = attempt;
  if (outcome === "acknowledged") account.acknowledged.push({ id, acknowledgedAt: settledAt });
  if (outcome === "unknown") account.unknown.push({ id, sentAt });
  if (outcome === "refused") account.refused += 1;
  if (outcome !== "acknowledged") countReason(account, attempt.reason);
  account.worstMilliseconds = Math.max(account.worstMilliseconds, attempt.latencyMilliseconds);
  account.recent.push(attempt);
  if (account.recent.length > 2 * recentCount) account.recent.splice(0, account.recent.length - recentCount);
}

function countReason(account: Account, reason: string): void {
  const known = account.reasons.has(reason) || account.reasons.size < reasonsMax ? reason : "other";
  account.reasons.set(known, (account.reasons.get(known) ?? 0) + 1);
}

/** The account that a ledger adds up to; what was sent and never settled is unknown. */
export function accountFrom(lines: readonly LedgerLine[], now: string): Account {
  let account = newAccount(lines.length === 0 ? now : "1970-01-01T00:00:00.000Z");
  const open = new Map<string, string>();
  for (const line of lines) {
    if (line.type === "reset") {
      account = newAccount(line.at);
      open.clear();
    } else if (line.type === "sent") {
      open.set(line.id, line.sentAt);
    } else {
      open.delete(line.id);
      bookAttempt(account, line);
    }
  }
  for (const [id, sentAt] of open) account.unknown.push({ id, sentAt });
  return account;
}

/** Figures of the newest attempts; latencies in milliseconds, of acknowledged orders. */
export function statistics(account: Account) {
  const recent = account.recent.slice(-recentCount);
  const latencies = recent
    .filter((attempt) => attempt.outcome === "acknowledged")
    .map((attempt) => attempt.latencyMilliseconds)
    .sort((one, other) => one - other);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? null;
  return {
    since: account.since,
    acknowledged: account.acknowledged.length,
    refused: account.refused,
    unknown: account.unknown.length,
    lastAcknowledgedAt: account.acknowledged.at(-1)?.acknowledgedAt ?? null,
    latencyMilliseconds: { p50: at(0.5), p99: at(0.99), max: latencies.at(-1) ?? null },
    longestWaitMilliseconds: account.worstMilliseconds,
    errors: Object.fromEntries(account.reasons),
  };
}
