import type pg from "pg";
import { asStore } from "./failure.ts";
import { queryPrepared } from "./statements.ts";

export type RunListQuery = {
  /** null is all. A finished run that is being undone is open again. */
  readonly status: "open" | "finished" | null;
  readonly limit: number;
  /** The cursor of the page before; null for the newest runs. */
  readonly before: number | null;
};

/** Ids of runs, the newest first. `cursor` leads to the next page; null when there is none. */
export type RunListPage = { readonly runs: readonly string[]; readonly cursor: number | null };

type Row = { readonly stream: string; readonly position: number };

const listText = `
  select stream, position from (
    select started.stream, started.position, coalesce((
      select ended.type = 'RunFinished' from holdfast.event ended
      where ended.stream = started.stream and ended.type in ('RunFinished', 'UndoRequested')
      order by ended.version desc limit 1
    ), false) as finished
    from holdfast.event started
    where started.type = 'RunStarted' and starts_with(started.stream, 'run/')
      and ($1::bigint is null or started.position < $1)
    order by started.position desc
  ) run
  where $2::boolean is null or finished = $2
  order by position desc limit $3`;

/** Lists runs from the events themselves, over partial indexes: no second truth to keep in step. */
export function listRuns(pool: pg.Pool, { status, limit, before }: RunListQuery): Promise<RunListPage> {
  return asStore(async () => {
    const finished = status === null ? null : status === "finished";
    const { rows } = await queryPrepared<Row>(pool, listText, [before, finished, limit + 1]);
    const page = rows.slice(0, limit);
    return {
      runs: page.map(({ stream }) => stream.slice("run/".length)),
      cursor: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
    };
  });
}
