import type pg from "pg";
import { asStore } from "./failure.ts";
import { queryPrepared } from "./statements.ts";

export type IncidentListQuery = {
  /** null is all. A closed incident that was opened again is open. */
  readonly status: "open" | "closed" | null;
  readonly limit: number;
  /** The cursor of the page before; null for the newest. */
  readonly before: number | null;
};

/** Ids of incidents, the newest first. `cursor` leads to the next page; null when there is none. */
export type IncidentListPage = { readonly incidents: readonly string[]; readonly cursor: number | null };

type Row = { readonly stream: string; readonly position: number };

const listText = `
  select stream, position from (
    select opened.stream, opened.position, coalesce((
      select ended.type = 'IncidentClosed' from holdfast.event ended
      where ended.stream = opened.stream and ended.type in ('IncidentClosed', 'IncidentReopened')
      order by ended.version desc limit 1
    ), false) as closed
    from holdfast.event opened
    where opened.type = 'IncidentOpened' and starts_with(opened.stream, 'incident/')
      and ($1::bigint is null or opened.position < $1)
    order by opened.position desc
  ) incident
  where $2::boolean is null or closed = $2
  order by position desc limit $3`;

/** Lists incidents from the events themselves, over partial indexes: no second truth to keep in step. */
export function listIncidents(
  pool: pg.Pool,
  { status, limit, before }: IncidentListQuery,
): Promise<IncidentListPage> {
  return asStore(async () => {
    const closed = status === null ? null : status === "closed";
    const { rows } = await queryPrepared<Row>(pool, listText, [before, closed, limit + 1]);
    const page = rows.slice(0, limit);
    return {
      incidents: page.map(({ stream }) => stream.slice("incident/".length)),
      cursor: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
    };
  });
}

/** Incidents that are not closed; more than anybody could work on are left out. */
export async function openIncidents(pool: pg.Pool): Promise<readonly string[]> {
  const { incidents } = await listIncidents(pool, { status: "open", limit: openMax, before: null });
  return incidents;
}

const openMax = 200;
