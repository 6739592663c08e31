import type pg from "pg";
import type { Observation } from "#core/detection/observation.ts";
import type { Ref } from "#core/model/ref.ts";
import { asStore } from "./failure.ts";
import { queryPrepared } from "./statements.ts";

/** An observation with the monitor it was made for, and how long the look took. */
export type SentObservation = Observation & { readonly monitor: Ref; readonly milliseconds: number | null };

/** Observations of probe agents in a database; each method rejects with `StoreUnavailable` when it is away. */
export type ObservationStore = {
  /** Keeps looks; one that is sent again is kept once. */
  add(observations: readonly SentObservation[], receivedAt: string): Promise<void>;
  /** What was received at or after an instant, in the order of time. */
  receivedSince(at: string): Promise<readonly SentObservation[]>;
  /** What was seen for a monitor from one instant to another, in the order of time; the newest `limit` of it. */
  history(monitor: Ref, from: string, until: string, limit: number): Promise<readonly SentObservation[]>;
  /** Forgets what was seen before an instant. */
  forget(before: string): Promise<void>;
};

type Row = {
  readonly seen_at: Date;
  readonly monitor: Ref;
  readonly vantage: string;
  readonly says: Observation["says"];
  readonly detail: string;
  readonly milliseconds: number | null;
};

const observationOf = ({ seen_at: seenAt, ...rest }: Row): SentObservation => ({
  ...rest,
  at: seenAt.getTime(),
});

const columns = "seen_at, monitor, vantage, says, detail, milliseconds";

/** The observations in a database. */
export function createObservations(pool: pg.Pool): ObservationStore {
  return {
    add: (observations, receivedAt) =>
      asStore(async () => {
        const rows = observations.map(({ at, ...rest }) => ({
          ...rest,
          seen_at: new Date(at).toISOString(),
        }));
        // PostgreSQL keeps no NUL in text.
        const text = JSON.stringify(rows).replaceAll(String.raw`\u0000`, "");
        await queryPrepared(
          pool,
          `insert into holdfast.observation (received_at, seen_at, monitor, vantage, says, detail, milliseconds)
           select $2, o.seen_at, o.monitor, o.vantage, o.says, o.detail, o.milliseconds
           from json_to_recordset($1) as o(
             seen_at timestamptz, monitor text, vantage text, says text, detail text, milliseconds real)
           on conflict do nothing`,
          [text, receivedAt],
        );
      }),
    receivedSince: (at) =>
      asStore(async () => {
        const { rows } = await queryPrepared<Row>(
          pool,
          `select ${columns} from holdfast.observation where received_at >= $1 order by seen_at, number`,
          [at],
        );
        return rows.map(observationOf);
      }),
    history: (monitor, from, until, limit) =>
      asStore(async () => {
        const { rows } = await queryPrepared<Row>(
          pool,
          `select ${columns} from holdfast.observation
           where monitor = $1 and seen_at >= $2 and seen_at <= $3 order by seen_at desc, number desc limit $4`,
          [monitor, from, until, limit],
        );
        return rows.toReversed().map(observationOf);
      }),
    forget: (before) =>
      asStore(async () => {
        await queryPrepared(pool, "delete from holdfast.observation where seen_at < $1", [before]);
      }),
  };
}
