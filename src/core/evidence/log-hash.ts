import { canonicalJson, type Sha256 } from "./event-hash.ts";

/** An event's place in the whole log: enough to chain the log without its content. */
export type LogEntry = { readonly position: number; readonly hash: string };

/** What a checkpoint says. Its canonical JSON is what is signed. */
export type CheckpointStatement = {
  readonly type: "checkpoint";
  /** Number of events up to and with `position`. */
  readonly count: number;
  readonly position: number;
  /** Chained over (position, hash) of every event, by position. */
  readonly logHash: string;
  /** SHA-256 of the statement of the checkpoint before; `genesisHash` for the first. */
  readonly previous: string;
  readonly at: string;
};

/** The log's hash after one more event. */
export function nextLogHash(logHash: string, entry: LogEntry, sha256: Sha256): string {
  return sha256(`${logHash}:${entry.position}:${entry.hash}`);
}

/** The text that a checkpoint signs: the statement as canonical JSON (RFC 8785). */
export function checkpointText(statement: CheckpointStatement): string {
  return canonicalJson({ ...statement });
}
