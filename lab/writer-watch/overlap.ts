import type { SiteName } from "../site/sites.ts";

/** A write that a database acknowledged to the watcher. Times are milliseconds of one monotonic clock. */
export type AcceptedWrite = {
  readonly site: SiteName;
  readonly sentAt: number;
  readonly acknowledgedAt: number;
  /** One life of one server: a server must be restarted to stop being primary. */
  readonly life: string;
};

/** One life of `outer` accepted a write before and after `inner` accepted one: both were writers at once. */
export type Overlap = {
  readonly before: AcceptedWrite;
  readonly inner: AcceptedWrite;
  readonly after: AcceptedWrite;
};

/** What must be remembered of one database: the first write of its present life and the newest two. */
export type WriteTrail = { readonly first: AcceptedWrite; readonly newest: readonly AcceptedWrite[] };

/** The trail with one more write. A new life begins a new trail. */
export function addWrite(trail: WriteTrail | undefined, write: AcceptedWrite): WriteTrail {
  if (trail?.first.life !== write.life) return { first: write, newest: [write] };
  return { first: trail.first, newest: [...trail.newest.slice(-1), write] };
}

/**
 * Finds two writers without any tolerance in time: a server cannot stop being primary and be it again
 * in one life, so whoever wrote before and after another's write, in one life, was a writer during it.
 * A takeover (one writes, then the other) and a return (after a restart) are not that. Writes that
 * overlap in time prove nothing by themselves, so the other's newest two are looked at.
 */
export function findOverlap(
  newest: AcceptedWrite,
  own: WriteTrail | undefined,
  other: WriteTrail | undefined,
): Overlap | null {
  if (!own || !other || own.first.life !== newest.life) return null;
  const before = own.first;
  const inner = other.newest.find(
    (write) => write.sentAt >= before.acknowledgedAt && write.acknowledgedAt <= newest.sentAt,
  );
  return inner ? { before, inner, after: newest } : null;
}
