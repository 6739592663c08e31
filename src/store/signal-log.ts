import type pg from "pg";
import type { Signal } from "#core/signal/signal.ts";
import { asStore } from "./failure.ts";
import { queryPrepared } from "./statements.ts";

/** A signal as it stands in the log. */
export type KeptSignal = Signal & { readonly number: number; readonly receivedAt: string };

export type SignalQuery = {
  readonly status: "firing" | "resolved" | null;
  readonly limit: number;
  /** Numbers below this one; null for the newest. */
  readonly before: number | null;
};

/** Alerts from outside, kept before anybody is told that they were taken. */
export type SignalLog = {
  /**
   * Keeps signals in one statement. What was delivered before is left out; answers how many were news. Rejects with
   * `StoreUnavailable` when the database is away: then nothing may be acknowledged.
   */
  add(signals: readonly Signal[], receivedAt: string): Promise<number>;
  /** The newest first. */
  list(query: SignalQuery): Promise<readonly KeptSignal[]>;
  /** Signals by their numbers; those that are not there are left out. */
  get(numbers: readonly number[]): Promise<readonly KeptSignal[]>;
  /** What was heard last of each alert, in the order it came in. */
  latest(): Promise<readonly KeptSignal[]>;
  /** What came in at or after an instant, in order. */
  receivedSince(at: string): Promise<readonly KeptSignal[]>;
};

/**
 * One row a delivery that is news: with a start, the index tells; without one, it is news when the last that was heard of
 * the alert is another status. Two servers that take the same repetition at the same moment may both keep the latter.
 */
const addText = `
  insert into holdfast.signal
    (received_at, source, fingerprint, status, starts_at, ends_at, title, summary, severity, labels, link)
  select $2, s.source, s.fingerprint, s.status, s.starts_at, s.ends_at, s.title, s.summary, s.severity, s.labels, s.link
  from json_to_recordset($1) as s(
    source text, fingerprint text, status text, starts_at timestamptz, ends_at timestamptz, title text, summary text,
    severity text, labels jsonb, link text, place bigint)
  where s.starts_at is not null or s.status is distinct from (
    select last.status from holdfast.signal last
    where last.source = s.source and md5(last.fingerprint) = md5(s.fingerprint)
    order by last.number desc limit 1)
  order by s.place
  on conflict do nothing`;

const columns = `number, received_at, source, fingerprint, status, starts_at, ends_at, title, summary, severity, labels, link`;

/** Some senders say only that an alert is over, and not again what it was about. */
const labelled = columns.replace(
  "labels",
  `case when signal.labels = '{}' then coalesce((
     select fired.labels from holdfast.signal fired
     where fired.source = signal.source and md5(fired.fingerprint) = md5(signal.fingerprint)
       and fired.number < signal.number and fired.status = 'firing'
     order by fired.number desc limit 1), signal.labels) else signal.labels end as labels`,
);

type Row = {
  readonly number: number;
  readonly received_at: Date;
  readonly source: Signal["source"];
  readonly fingerprint: string;
  readonly status: Signal["status"];
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly title: string;
  readonly summary: string;
  readonly severity: string | null;
  readonly labels: { readonly [name: string]: string };
  readonly link: string | null;
};

/** The log of signals in a database. */
export function createSignalLog(pool: pg.Pool): SignalLog {
  return {
    add: (signals, receivedAt) =>
      asStore(async () => {
        const rows = withoutRepetitions(signals).map(({ startsAt, endsAt, ...rest }, place) => ({
          ...rest,
          starts_at: startsAt,
          ends_at: endsAt,
          place,
        }));
        // PostgreSQL keeps no NUL in text, and a sender's is of no use to anybody.
        const text = JSON.stringify(rows).replaceAll(String.raw`\u0000`, "");
        const { rowCount } = await pool.query({
          name: "add-signals",
          text: addText,
          values: [text, receivedAt],
        });
        return rowCount ?? 0;
      }),
    list: ({ status, limit, before }) =>
      asStore(async () => {
        const { rows } = await queryPrepared<Row>(
          pool,
          `select ${columns} from holdfast.signal
           where ($1::text is null or status = $1) and ($2::bigint is null or number < $2)
           order by number desc limit $3`,
          [status, before, limit],
        );
        return rows.map(kept);
      }),
    get: (numbers) =>
      asStore(async () => {
        const { rows } = await queryPrepared<Row>(
          pool,
          `select ${columns} from holdfast.signal where number = any($1::bigint[]) order by number`,
          [numbers],
        );
        return rows.map(kept);
      }),
    latest: () =>
      asStore(async () => {
        const { rows } = await queryPrepared<Row>(
          pool,
          `select * from (
             select distinct on (source, md5(fingerprint)) ${labelled} from holdfast.signal
             order by source, md5(fingerprint), number desc) last
           order by number`,
          [],
        );
        return rows.map(kept);
      }),
    receivedSince: (at) =>
      asStore(async () => {
        const { rows } = await queryPrepared<Row>(
          pool,
          `select ${labelled} from holdfast.signal where received_at >= $1 order by number`,
          [at],
        );
        return rows.map(kept);
      }),
  };
}

/** Of alerts without a start, what is said again in the same batch: the table knows nothing of the batch yet. */
function withoutRepetitions(signals: readonly Signal[]): readonly Signal[] {
  const last = new Map<string, Signal["status"]>();
  return signals.filter(({ source, fingerprint, startsAt, status }) => {
    if (startsAt !== null) return true;
    const key = `${source} ${fingerprint}`;
    const isNews = last.get(key) !== status;
    last.set(key, status);
    return isNews;
  });
}

function kept(row: Row): KeptSignal {
  const { received_at: receivedAt, starts_at: startsAt, ends_at: endsAt, ...rest } = row;
  return {
    ...rest,
    receivedAt: receivedAt.toISOString(),
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
  };
}
