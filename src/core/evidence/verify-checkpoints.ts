import type { StoredEvent } from "#core/model/event.ts";
import { eventName } from "./chain.ts";
import { type EvidenceCrypto, type Signed, signatureProblem } from "./crypto.ts";
import { genesisHash } from "./event-hash.ts";
import { type CheckpointStatement, type LogEntry, nextLogHash } from "./log-hash.ts";

/** What stands before the first event: nothing. */
const origin = { position: 0, count: 0, logHash: genesisHash } as const;

type Cut = Pick<CheckpointStatement, "position" | "count" | "logHash">;

/**
 * Checks the signatures of consecutive checkpoints, that each refers to the one before, and that the log entries between them
 * lead from one log hash to the next. Entries up to and with the first checkpoint need not be there. Returns the problems.
 */
export function checkpointProblems(
  checkpoints: readonly Signed[],
  entries: readonly LogEntry[],
  events: readonly StoredEvent[],
  crypto: EvidenceCrypto,
): readonly string[] {
  const problems: string[] = [];
  const hashes = new Map(entries.map((entry) => [entry.position, entry.hash]));
  let before: { readonly statement: CheckpointStatement; readonly text: string } | null = null;
  let start: Cut | null = null;
  let end = 0;
  for (const signed of checkpoints) {
    const statement = JSON.parse(signed.statement) as CheckpointStatement;
    const name = `the checkpoint at position ${statement.position}`;
    const signature = signatureProblem(signed, crypto);
    if (signature !== null) problems.push(`${name} ${signature}`);
    if (before !== null && statement.previous !== crypto.sha256(before.text)) {
      problems.push(`${name} does not follow the one before it`);
    }
    const from: Cut | null = before?.statement ?? (statement.previous === genesisHash ? origin : null);
    start ??= from ?? statement;
    const problem = from === null ? null : segmentProblem(from, statement, entries, crypto);
    if (problem !== null) problems.push(`${name} ${problem}`);
    before = { statement, text: signed.statement };
    end = statement.position;
  }
  for (const event of events) {
    const isCovered = start !== null && event.position > start.position && event.position <= end;
    // A bundle is cut at a checkpoint: an event outside of them had its position changed.
    if (!isCovered)
      problems.push(`${eventName(event)} is at position ${event.position}, which no checkpoint covers`);
    else if (hashes.get(event.position) !== event.hash) {
      problems.push(
        `${eventName(event)} is not the event that stands at position ${event.position} of the log`,
      );
    }
  }
  return problems;
}

function segmentProblem(
  from: Cut,
  to: Cut,
  entries: readonly LogEntry[],
  { sha256 }: EvidenceCrypto,
): string | null {
  const between = entries.filter((entry) => entry.position > from.position && entry.position <= to.position);
  if (between.length !== to.count - from.count) {
    return `says that ${to.count - from.count} events came since the one before, and the bundle has the entries of ${between.length}`;
  }
  const logHash = between.reduce((hash, entry) => nextLogHash(hash, entry, sha256), from.logHash);
  return logHash === to.logHash ? null : "does not match the log: an entry was changed, or moved";
}
