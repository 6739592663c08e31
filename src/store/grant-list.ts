import type pg from "pg";
import { asStore } from "./failure.ts";
import { queryPrepared } from "./statements.ts";

export type GrantListQuery = {
  /** null is of all runs. */
  readonly run: string | null;
  /** Only those that have not ended, or that somebody still has to review. */
  readonly unsettled: boolean;
  readonly limit: number;
  /** The cursor of the page before; null for the newest. */
  readonly before: number | null;
};

/** Ids of grants, the newest first. `cursor` leads to the next page; null when there is none. */
export type GrantListPage = { readonly grants: readonly string[]; readonly cursor: number | null };

type Row = { readonly stream: string; readonly position: number };

const listText = `
  select asked.stream, asked.position from holdfast.event asked
  where asked.type = 'GrantAsked' and starts_with(asked.stream, 'grant/')
    and ($1::bigint is null or asked.position < $1)
    and ($2::text is null or asked.data ->> 'run' = $2)
    and (not $3::boolean
      or coalesce((
        select ended.type = 'LateOpeningSeen' from holdfast.event ended
        where ended.stream = asked.stream
          and ended.type in ('GrantRevoked', 'GrantWithdrawn', 'GrantRefused', 'LateOpeningSeen')
        order by ended.version desc limit 1
      ), true)
      or (asked.data ->> 'origin' = 'break-glass' and not exists (
        select from holdfast.event reviewed
        where reviewed.stream = asked.stream and reviewed.type = 'BreakGlassReviewed'
      )))
  order by asked.position desc limit $4`;

/** Lists grants from the events themselves, over partial indexes: no second truth to keep in step. */
export function listGrants(
  pool: pg.Pool,
  { run, unsettled, limit, before }: GrantListQuery,
): Promise<GrantListPage> {
  return asStore(async () => {
    const { rows } = await queryPrepared<Row>(pool, listText, [before, run, unsettled, limit + 1]);
    const page = rows.slice(0, limit);
    return {
      grants: page.map(({ stream }) => stream.slice("grant/".length)),
      cursor: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
    };
  });
}
