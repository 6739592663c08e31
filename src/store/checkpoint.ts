import type pg from "pg";
import type { Signed } from "#core/evidence/crypto.ts";
import { genesisHash } from "#core/evidence/event-hash.ts";
import { type CheckpointStatement, checkpointText, nextLogHash } from "#core/evidence/log-hash.ts";
import { asStore } from "./failure.ts";
import { readEntries } from "./log-entries.ts";
import { sha256Hex } from "./sha256.ts";
import type { SigningKey } from "./signing-key.ts";

export type CheckpointRow = Signed & {
  readonly position: number;
  readonly count: number;
  readonly logHash: string;
};

/** One at a time over all nodes: each continues the one before. */
const checkpointLock = 20_226;

/**
 * Signs the whole log as it stands. Returns the new checkpoint, the newest one when nothing has come since, or null for an empty
 * log. `at` is ISO 8601 UTC. Appends wait for some milliseconds while the cut is taken, and go on while the hashes are chained.
 */
export function makeCheckpoint(pool: pg.Pool, key: SigningKey, at: string): Promise<CheckpointRow | null> {
  return asStore(async () => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("begin");
      await client.query(`select pg_advisory_xact_lock(${checkpointLock})`);
      const position = await cleanCut(pool);
      const row = await continueTo(client, key, position, at);
      await client.query("commit");
      return row;
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  });
}

/** The last position of which it is certain that none below it can still appear. */
async function cleanCut(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    await client.query("select holdfast.lock_log()");
    const { rows } = await client.query<{ position: number | null }>(
      "select max(position) as position from holdfast.event",
    );
    await client.query("commit");
    return rows[0]?.position ?? 0;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function continueTo(
  client: pg.PoolClient,
  key: SigningKey,
  position: number,
  at: string,
): Promise<CheckpointRow | null> {
  const newest = (await readCheckpoints(client, "order by position desc limit 1")).at(0) ?? null;
  if (position <= (newest?.position ?? 0)) return newest;
  let logHash = newest?.logHash ?? genesisHash;
  let count = newest?.count ?? 0;
  for await (const page of readEntries(client, newest?.position ?? 0, position)) {
    for (const entry of page) logHash = nextLogHash(logHash, entry, sha256Hex);
    count += page.length;
  }
  const previous = newest === null ? genesisHash : sha256Hex(newest.statement);
  const statement: CheckpointStatement = { type: "checkpoint", count, position, logHash, previous, at };
  const text = checkpointText(statement);
  const row: CheckpointRow = {
    position,
    count,
    logHash,
    statement: text,
    keyId: key.keyId,
    signature: key.sign(text),
  };
  await client.query(
    `insert into holdfast.checkpoint (position, count, log_hash, statement, key_id, signature)
     values ($1, $2, decode($3, 'hex'), $4, $5, decode($6, 'base64'))`,
    [position, count, logHash, text, row.keyId, row.signature],
  );
  return row;
}

/** Checkpoints as `clause` selects and orders them. */
export async function readCheckpoints(
  on: pg.Pool | pg.ClientBase,
  clause: string,
  values: unknown[] = [],
): Promise<readonly CheckpointRow[]> {
  const { rows } = await on.query<CheckpointRow>(
    `select position, count, encode(log_hash, 'hex') as "logHash", statement, key_id as "keyId",
            translate(encode(signature, 'base64'), E'\\n', '') as signature
     from holdfast.checkpoint ${clause}`,
    values,
  );
  return rows;
}
