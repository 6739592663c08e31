import type pg from "pg";
import type { BundleLine, BundleManifest, ExcerptSeal } from "#core/evidence/bundle.ts";
import { canonicalJson, genesisHash } from "#core/evidence/event-hash.ts";
import type { StoredEvent } from "#core/model/event.ts";
import { isJsonObject, type Json } from "#core/model/json.ts";
import { type Attachment, createAttachments } from "./attachments.ts";
import { type CheckpointRow, makeCheckpoint, readCheckpoints } from "./checkpoint.ts";
import { type EventRow, eventColumns, storedEvent } from "./event-row.ts";
import { asStore } from "./failure.ts";
import { readEntries } from "./log-entries.ts";
import type { SigningKey } from "./signing-key.ts";

export type BundleOptions = {
  readonly pool: pg.Pool;
  readonly key: SigningKey;
  /** Whole streams, from their first event. */
  readonly streams: readonly string[];
  /** Now, ISO 8601 UTC with milliseconds. */
  readonly at: string;
} & BundleCut;

/** What a bundle leaves out. */
export type BundleCut = {
  /** Given: each stream only up to its first event of a later time. */
  readonly until?: string | undefined;
  /** Given: only some of the events, each provable by itself. */
  readonly only?: ((events: readonly StoredEvent[]) => readonly StoredEvent[]) | undefined;
};

/**
 * The evidence of some streams as one text: signed manifest, events, the attachments they name, and the checkpoints from
 * before their first event to one made now, with the log's entries in between. `verifyBundle` needs it and the public key alone.
 */
export function exportBundle({ pool, key, streams, at, until, only }: BundleOptions): Promise<string> {
  return asStore(async () => {
    const newest = await makeCheckpoint(pool, key, at);
    // Up to the checkpoint: what comes while we read is for the next bundle.
    const { rows } = await pool.query<EventRow>(
      `select ${eventColumns} from holdfast.event where stream = any($1) and position <= $2 order by position`,
      [[...streams], newest?.position ?? 0],
    );
    const known = upTo(rows.map(storedEvent), until ?? null);
    const events = only === undefined ? known : only(known);
    const attachments = await attachmentsOf(pool, events);
    const checkpoints = await checkpointsAround(pool, events);
    const whole = manifestOf(events, attachments, checkpoints, at);
    const manifest =
      only === undefined ? whole : { ...whole, streams: [], excerpt: excerptOf(events, known) };
    const statement = canonicalJson(manifest);
    const lines: BundleLine[] = [
      { kind: "manifest", statement, keyId: key.keyId, signature: key.sign(statement) },
      ...events.map((event): BundleLine => ({ kind: "event", event })),
      ...attachments.map(attachmentLine),
      ...checkpoints.map(checkpointLine),
    ];
    for await (const page of entriesOf(pool, checkpoints)) {
      for (const entry of page) lines.push({ kind: "entry", ...entry });
    }
    return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
  });
}

/** Whole beginnings of streams: a later event takes all after it along, whatever their times say. */
function upTo(events: readonly StoredEvent[], until: string | null): readonly StoredEvent[] {
  if (until === null) return events;
  const limit = new Date(until).toISOString();
  const ended = new Set<string>();
  return events.filter(({ stream, at }) => {
    if (at > limit) ended.add(stream);
    return !ended.has(stream);
  });
}

function excerptOf(events: readonly StoredEvent[], all: readonly StoredEvent[]): readonly ExcerptSeal[] {
  const hashes = new Map(all.map(({ stream, version, hash }) => [`${stream} ${version}`, hash]));
  return events.map(({ stream, version, hash }) => {
    const previous = hashes.get(`${stream} ${version - 1}`) ?? genesisHash;
    return { stream, version, hash, previous };
  });
}

function attachmentLine({ sha256, mediaType, bytes }: Attachment): BundleLine {
  return { kind: "attachment", sha256, mediaType, base64: Buffer.from(bytes).toString("base64") };
}

function checkpointLine({ statement, keyId, signature }: CheckpointRow): BundleLine {
  return { kind: "checkpoint", statement, keyId, signature };
}

function manifestOf(
  events: readonly StoredEvent[],
  attachments: readonly Attachment[],
  checkpoints: readonly CheckpointRow[],
  at: string,
): BundleManifest {
  const heads = new Map(events.map((event) => [event.stream, event]));
  return {
    type: "holdfast-evidence",
    format: 1,
    at,
    streams: [...heads.values()].map(({ stream, version, hash }) => ({ stream, version, hash })),
    attachments: attachments.map(({ sha256, mediaType }) => ({ sha256, mediaType })),
    checkpoints: checkpoints.map(({ position }) => position),
  };
}

/** From the last checkpoint before the first event (or the log's beginning) to the newest. */
function checkpointsAround(pool: pg.Pool, events: readonly StoredEvent[]): Promise<readonly CheckpointRow[]> {
  return readCheckpoints(
    pool,
    `where position >= coalesce((select max(position) from holdfast.checkpoint where position < $1), 0)
       and position <= (select min(position) from holdfast.checkpoint where position >= $2) order by position`,
    [events[0]?.position ?? 0, events.at(-1)?.position ?? 0],
  );
}

async function* entriesOf(
  pool: pg.Pool,
  checkpoints: readonly CheckpointRow[],
): ReturnType<typeof readEntries> {
  const [first] = checkpoints;
  const last = checkpoints.at(-1);
  if (first === undefined || last === undefined) return;
  const isFromTheBeginning =
    (JSON.parse(first.statement) as { previous: string }).previous === "0".repeat(64);
  yield* readEntries(pool, isFromTheBeginning ? 0 : first.position, last.position);
}

/** Whatever an event names by `sha256` and we keep. */
async function attachmentsOf(pool: pg.Pool, events: readonly StoredEvent[]): Promise<readonly Attachment[]> {
  const named = new Set<string>();
  for (const event of events) collectHashes(event.data, named);
  const attachments = createAttachments(pool);
  const found: Attachment[] = [];
  for (const sha256 of [...named].sort()) {
    const attachment = await attachments.get(sha256);
    if (attachment !== null) found.push(attachment);
  }
  return found;
}

function collectHashes(value: Json, into: Set<string>): void {
  if (Array.isArray(value)) {
    for (const part of value) collectHashes(part, into);
  } else if (isJsonObject(value)) {
    for (const [name, part] of Object.entries(value)) {
      if (name === "sha256" && typeof part === "string" && /^[0-9a-f]{64}$/.test(part)) into.add(part);
      else collectHashes(part, into);
    }
  }
}
