import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { StoredEvent } from "#core/model/event.ts";
import { type EventRow, eventColumns, storedEvent } from "./event-row.ts";
import { asStore, isTransient } from "./failure.ts";
import type { Signals } from "./signals.ts";
import { queryPrepared } from "./statements.ts";

export type SubscribeOptions = {
  /** Position of the last event seen; 0 for all there are. Absent: only what comes from now on. */
  readonly after?: number;
  /** Only streams whose name begins so. */
  readonly prefix?: string;
  readonly signal: AbortSignal;
};

/** All events of all streams, in one order that every reader sees and that never changes. */
export type Feed = {
  /** Batches of events, without end until the signal is aborted. Waits out an absent database. */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]>;
};

type Cursor = { readonly xid: string; readonly position: number };
type Page = {
  readonly events: readonly StoredEvent[];
  readonly cursor: Cursor;
  readonly more: "now" | "soon" | "later";
};

const pageEvents = 500;
const pollSeconds = 1;

/**
 * Positions are given out before the commit, so an event with a lower position can become visible after one with a higher:
 * reading "all after position P" loses events. A transaction's id tells: below the oldest one still running
 * (`pg_snapshot_xmin`) nothing can appear any more. So the order is (xid, position), read up to that line.
 * A long transaction anywhere on the same PostgreSQL holds the line, and with it the feed, until it ends.
 */
export function createFeed(pool: pg.Pool, signals: Pick<Signals, "onEvents">): Feed {
  return { subscribe: (options) => follow(pool, signals, options) };
}

async function* follow(
  pool: pg.Pool,
  signals: Pick<Signals, "onEvents">,
  { after, prefix = "", signal }: SubscribeOptions,
): AsyncGenerator<readonly StoredEvent[]> {
  const bell = createBell();
  const unsubscribe = signals.onEvents(bell.ring);
  signal.addEventListener("abort", bell.ring);
  try {
    let cursor: Cursor | null = null;
    while (!signal.aborted) {
      bell.reset();
      let page: Page;
      try {
        cursor ??= await asStore(() => startOf(pool, after));
        page = await asStore(() => readPage(pool, cursor as Cursor));
      } catch (error) {
        if (!isTransient((error as Error).cause ?? error)) throw error;
        await sleep(200);
        continue;
      }
      cursor = page.cursor;
      const wanted = page.events.filter((event) => event.stream.startsWith(prefix));
      if (wanted.length > 0) yield wanted;
      if (page.more === "later") await bell.wait(pollSeconds);
      if (page.more === "soon") await sleep(3);
    }
  } finally {
    unsubscribe();
    signal.removeEventListener("abort", bell.ring);
  }
}

/** One reader's wake-up: a ring between two waits is not lost. */
function createBell(): { ring: () => void; reset: () => void; wait: (seconds: number) => Promise<void> } {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    reset: () => {
      rung = false;
    },
    wait: (seconds) =>
      new Promise((resolve) => {
        if (rung) return resolve();
        const timer = setTimeout(() => wake?.(), seconds * 1000);
        wake = () => {
          clearTimeout(timer);
          wake = null;
          resolve();
        };
      }),
  };
}

async function startOf(pool: pg.Pool, after: number | undefined): Promise<Cursor> {
  if (after === 0) return { xid: "0", position: 0 };
  // A position that is not in the log (a gap) means the event before it.
  const { rows } =
    after === undefined
      ? await pool.query<Cursor>(
          `select xid::text, position from holdfast.event where xid < pg_snapshot_xmin(pg_current_snapshot())
           order by holdfast.event.xid desc, position desc limit 1`,
        )
      : await pool.query<Cursor>(
          "select xid::text, position from holdfast.event where position <= $1 order by position desc limit 1",
          [after],
        );
  return rows[0] ?? { xid: "0", position: 0 };
}

async function readPage(pool: pg.Pool, cursor: Cursor): Promise<Page> {
  const { rows } = await queryPrepared<EventRow & { xid_text: string; settled: boolean }>(
    pool,
    `select ${eventColumns}, xid::text as xid_text, xid < pg_snapshot_xmin(pg_current_snapshot()) as settled
     from holdfast.event where (xid, position) > ($1::text::xid8, $2::bigint) order by xid, position limit ${pageEvents}`,
    [cursor.xid, cursor.position],
  );
  const settled = rows.filter((row) => row.settled);
  const last = settled.at(-1);
  return {
    events: settled.map(storedEvent),
    cursor: last === undefined ? cursor : { xid: last.xid_text, position: last.position },
    // An event that is visible but not yet settled waits for another transaction, and nobody rings when that one ends.
    more: settled.length < rows.length ? "soon" : rows.length === pageEvents ? "now" : "later",
  };
}
