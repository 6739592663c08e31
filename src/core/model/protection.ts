import type { Period } from "./calendar.ts";
import type { Ref } from "./ref.ts";

export const protectionMethods = [
  "sync-replication",
  "async-replication",
  "log-shipping",
  "snapshot",
  "backup",
  "export",
] as const;
export type ProtectionMethod = (typeof protectionMethods)[number];

/** Replication or backup of a data store. */
export type ProtectionSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  /** The component or service whose data it keeps. */
  readonly protects: Ref;
  readonly method: ProtectionMethod;
  /** Where the data is read from; null where it is what is protected itself. */
  readonly source: Ref | null;
  /** The component that holds the copy. */
  readonly target: Ref | null;
  /** The site that holds the copy. */
  readonly targetSite: Ref | null;
  /** Time between two copies; null for what streams, or where it is unknown. */
  readonly intervalSeconds: number | null;
  readonly streaming: boolean;
  /** How far the copy of what streams is behind in normal times. */
  readonly expectedLagSeconds: number | null;
  readonly retention: Period | null;
  readonly restoreDurationSeconds: number | null;
  /** Nobody can change or delete it before its retention is over. */
  readonly immutable: boolean;
  /** It cannot be reached from what it protects. */
  readonly offline: boolean;
  readonly lastVerifiedRestoreOn: string | null;
};

/**
 * The most data that may be missing in the copy, in seconds of writing: nothing for synchronous
 * replication, the expected lag for what streams, else the time between two copies; null is unknown.
 */
export function lossBoundSeconds(protection: ProtectionSpec): number | null {
  if (protection.method === "sync-replication") return 0;
  const streams = protection.streaming || protection.method === "async-replication";
  return streams ? (protection.expectedLagSeconds ?? protection.intervalSeconds) : protection.intervalSeconds;
}
