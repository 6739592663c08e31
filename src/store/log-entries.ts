import type pg from "pg";
import type { LogEntry } from "#core/evidence/log-hash.ts";

const pageEntries = 5000;

/** Position and hash of every event after one position, up to and with another, by position, in pages. */
export async function* readEntries(
  on: pg.Pool | pg.ClientBase,
  after: number,
  upTo: number,
): AsyncGenerator<readonly LogEntry[]> {
  let position = after;
  for (;;) {
    const { rows } = await on.query<LogEntry>(
      `select position, encode(hash, 'hex') as hash from holdfast.event
       where position > $1 and position <= $2 order by position limit ${pageEntries}`,
      [position, upTo],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageEntries) return;
    position = last.position;
  }
}
