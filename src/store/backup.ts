import type pg from "pg";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { type ChainState, checkNext } from "#core/evidence/chain.ts";
import { genesisHash } from "#core/evidence/event-hash.ts";
import { nextLogHash } from "#core/evidence/log-hash.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { Attachment } from "./attachments.ts";
import { type CheckpointRow, readCheckpoints } from "./checkpoint.ts";
import { type EventRow, eventColumns, storedEvent } from "./event-row.ts";
import { sha256Hex } from "./sha256.ts";

/** One line of a backup. The end says how much there was, for a file that was cut off must not pass for a whole one. */
export type BackupLine =
  | { readonly kind: "log"; readonly format: 1 }
  | { readonly kind: "event"; readonly event: StoredEvent }
  | {
      readonly kind: "attachment";
      readonly sha256: string;
      readonly mediaType: string;
      readonly base64: string;
    }
  | ({ readonly kind: "checkpoint" } & CheckpointRow)
  | { readonly kind: "end"; readonly events: number; readonly logHash: string };

const pageRows = 500;

/** The whole log as JSON lines (each with its line feed), as of one instant, without holding anything up. Streamed: memory stays small. */
export async function* exportLog(pool: pg.Pool): AsyncGenerator<string> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    // The reader of the lines may be slow: it is no frozen node.
    await client.query("set local idle_in_transaction_session_timeout = 0");
    yield text({ kind: "log", format: 1 });
    yield* exportEvents(client);
    await client.query("commit");
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // Also when the reader stops in the middle: the connection still has its transaction open.
    client.release(broken ?? true);
  }
}

async function* exportEvents(client: pg.PoolClient): AsyncGenerator<string> {
  let logHash = genesisHash;
  let count = 0;
  for (let position = 0; ; ) {
    const { rows } = await client.query<EventRow>(
      `select ${eventColumns} from holdfast.event where position > $1 order by position limit ${pageRows}`,
      [position],
    );
    for (const event of rows.map(storedEvent)) {
      logHash = nextLogHash(logHash, event, sha256Hex);
      yield text({ kind: "event", event });
    }
    count += rows.length;
    const last = rows.at(-1);
    if (last === undefined) break;
    position = last.position;
  }
  for (const row of await readCheckpoints(client, "order by position"))
    yield text({ kind: "checkpoint", ...row });
  const { rows: names } = await client.query<{ sha256: Buffer }>(
    "select sha256 from holdfast.attachment order by sha256",
  );
  for (const { sha256 } of names) {
    const { rows } = await client.query<{ media_type: string; bytes: Buffer }>(
      "select media_type, bytes from holdfast.attachment where sha256 = $1",
      [sha256],
    );
    for (const row of rows) {
      yield text({
        kind: "attachment",
        sha256: sha256.toString("hex"),
        mediaType: row.media_type,
        base64: row.bytes.toString("base64"),
      });
    }
  }
  yield text({ kind: "end", events: count, logHash });
}

function text(line: BackupLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** The backup is not whole, was changed, or the log it should go into is not empty. Nothing was stored. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
}

export type Imported = {
  readonly events: number;
  readonly attachments: number;
  readonly checkpoints: number;
};

type Progress = { logHash: string; position: number; ended: boolean } & {
  -readonly [Name in keyof Imported]: number;
};

/**
 * Reads a backup into an empty log, whole or not at all; positions, versions and hashes are kept, and every hash is computed anew.
 * `client` is a connection as the owner of the schema, without time limits. Throws `ImportRefused`.
 */
export async function importLog(client: pg.Client, lines: Readable): Promise<Imported> {
  await client.query("begin");
  try {
    await client.query("select holdfast.lock_log()");
    const { rowCount } = await client.query("select 1 from holdfast.event limit 1");
    if (rowCount !== 0)
      throw new ImportRefused("The log is not empty. A backup goes into an empty data folder only.");
    const done = await importLines(client, lines);
    await client.query(
      "select setval(pg_get_serial_sequence('holdfast.event', 'position'), $1::bigint, $2)",
      [Math.max(1, done.position), done.position > 0],
    );
    await client.query("commit");
    return { events: done.events, attachments: done.attachments, checkpoints: done.checkpoints };
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function importLines(client: pg.Client, lines: Readable): Promise<Progress> {
  const done: Progress = {
    logHash: genesisHash,
    position: 0,
    ended: false,
    events: 0,
    attachments: 0,
    checkpoints: 0,
  };
  const state: ChainState = new Map();
  let batch: StoredEvent[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await insertEvents(client, batch);
    batch = [];
  };
  let number = 0;
  for await (const raw of createInterface({ input: lines, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (raw === "") continue;
    const line = parse(raw, number);
    if (number === 1 && (line.kind !== "log" || line.format !== 1)) {
      throw new ImportRefused("This is not a backup of a Holdfast log (its first line says something else).");
    }
    if (done.ended) throw new ImportRefused(`Line ${number} comes after the end of the backup.`);
    if (line.kind === "event") {
      const problem = checkNext(state, line.event, sha256Hex);
      if (problem !== null) throw new ImportRefused(`Line ${number}: ${problem}.`);
      if (line.event.position <= done.position)
        throw new ImportRefused(`Line ${number}: the positions do not grow.`);
      done.position = line.event.position;
      done.logHash = nextLogHash(done.logHash, line.event, sha256Hex);
      done.events += 1;
      batch.push(line.event);
      if (batch.length >= pageRows) await flush();
    } else {
      await flush();
      await importOther(client, line, done, number);
    }
  }
  if (!done.ended) throw new ImportRefused("The backup is cut off: its last line is missing.");
  return done;
}

function parse(raw: string, number: number): BackupLine {
  try {
    return JSON.parse(raw) as BackupLine;
  } catch {
    throw new ImportRefused(`Line ${number} cannot be read. The backup is damaged or cut off.`);
  }
}

async function importOther(
  client: pg.Client,
  line: Exclude<BackupLine, { kind: "event" }>,
  done: Progress,
  number: number,
): Promise<void> {
  switch (line.kind) {
    case "log":
      return;
    case "attachment":
      return importAttachment(client, line, done, number);
    case "checkpoint":
      done.checkpoints += 1;
      await client.query(
        `insert into holdfast.checkpoint (position, count, log_hash, statement, key_id, signature)
         values ($1, $2, decode($3, 'hex'), $4, $5, decode($6, 'base64'))`,
        [line.position, line.count, line.logHash, line.statement, line.keyId, line.signature],
      );
      return;
    case "end":
      if (line.events !== done.events || line.logHash !== done.logHash) {
        throw new ImportRefused(
          `The backup says it has ${line.events} events; ${done.events} were read, or others.`,
        );
      }
      done.ended = true;
      return;
    default:
      line satisfies never;
      throw new ImportRefused(`Line ${number} is of a kind that this Holdfast does not know.`);
  }
}

async function importAttachment(
  client: pg.Client,
  line: Omit<Attachment, "bytes"> & { readonly base64: string },
  done: Progress,
  number: number,
): Promise<void> {
  const bytes = Buffer.from(line.base64, "base64");
  if (sha256Hex(bytes) !== line.sha256)
    throw new ImportRefused(`Line ${number}: the attachment ${line.sha256} was changed.`);
  done.attachments += 1;
  await client.query(
    "insert into holdfast.attachment (sha256, media_type, bytes) values (decode($1, 'hex'), $2, $3) on conflict do nothing",
    [line.sha256, line.mediaType, bytes],
  );
}

async function insertEvents(client: pg.Client, events: readonly StoredEvent[]): Promise<void> {
  const column = (pick: (event: StoredEvent) => unknown): unknown[] => events.map(pick);
  await client.query(
    `insert into holdfast.event (position, stream, version, type, data, actor, at, command_id, hash)
     overriding system value
     select e.position, e.stream, e.version, e.type, e.data::json, e.actor::json, e.at, e.command_id, decode(e.hash, 'hex')
     from unnest($1::bigint[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[])
       as e (position, stream, version, type, data, actor, at, command_id, hash) order by e.position`,
    [
      column((event) => event.position),
      column((event) => event.stream),
      column((event) => event.version),
      column((event) => event.type),
      column((event) => JSON.stringify(event.data)),
      column((event) => JSON.stringify(event.actor)),
      column((event) => event.at),
      column((event) => event.commandId),
      column((event) => event.hash),
    ],
  );
}
