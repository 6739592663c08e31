import type pg from "pg";
import type { StoredEvent } from "#core/model/event.ts";
import { type EventRow, eventColumns, storedEvent } from "./event-row.ts";
import { asStore } from "./failure.ts";

/** A stream and its last event. */
export type StreamHead = { readonly stream: string; readonly last: StoredEvent };

/**
 * Streams whose name begins with `prefix`, by name, after `afterStream`, with their last events. One index probe per stream,
 * however many events they have (a "loose index scan", which PostgreSQL does not do by itself).
 */
export function listStreams(
  pool: pg.Pool,
  prefix: string,
  { afterStream = "", limit = 1000 }: { readonly afterStream?: string; readonly limit?: number } = {},
): Promise<readonly StreamHead[]> {
  return asStore(async () => {
    const { rows } = await pool.query<EventRow>(
      `with recursive head (stream) as (
         (select stream from holdfast.event where stream > $2 and stream >= $1 and stream < $4 order by stream limit 1)
         union all
         select (select e.stream from holdfast.event e
                 where e.stream > head.stream and e.stream < $4 order by e.stream limit 1)
         from head where head.stream is not null
       )
       select ${eventColumns} from (select stream as name from head where stream is not null limit $3) named
       cross join lateral (select * from holdfast.event e where e.stream = named.name order by version desc limit 1) last
       order by stream`,
      // The names are ordered by code point: this is after every name that begins with the prefix.
      [prefix, afterStream, limit, `${prefix}\u{10FFFF}`],
    );
    return rows.map((row) => ({ stream: row.stream, last: storedEvent(row) }));
  });
}
