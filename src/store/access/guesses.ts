import type pg from "pg";
import { forgetSeconds, guessLimits, waitSeconds } from "#core/access/guesses.ts";
import type { GuessStore } from "#core/access/ports.ts";
import { asStore } from "../failure.ts";

type Row = { readonly key: string; readonly failures: number; readonly ago: number };

/** Counts guesses across all nodes. The rows are locked while it is judged, so that no two guesses slip through at once. */
export function createGuesses(pool: pg.Pool): GuessStore {
  return {
    begin: (guesses) =>
      asStore(async () => {
        const client = await pool.connect();
        try {
          await client.query("begin");
          const wait = await judge(client, guesses);
          await client.query("commit");
          return wait;
        } catch (error) {
          await client.query("rollback").catch(() => {});
          throw error;
        } finally {
          client.release();
        }
      }),
    succeeded: (keys) =>
      asStore(async () => {
        await pool.query("delete from holdfast.guess where key = any($1)", [[...keys]]);
      }),
  };
}

async function judge(client: pg.PoolClient, guesses: Parameters<GuessStore["begin"]>[0]): Promise<number> {
  // Always in the same order: two guesses that share keys wait for each other and never both.
  const keys = guesses.map(({ key }) => key).toSorted();
  await client.query(
    `delete from holdfast.guess where key in (
       select key from holdfast.guess where last_at < now() - make_interval(secs => $1) for update skip locked)`,
    [forgetSeconds],
  );
  await client.query(
    `insert into holdfast.guess (key, failures, last_at) select key, 0, now() from unnest($1::text[]) as key
     on conflict do nothing`,
    [keys],
  );
  const { rows } = await client.query<Row>(
    `select key, failures, extract(epoch from clock_timestamp() - last_at)::float as ago
     from holdfast.guess where key = any($1) order by key for update`,
    [keys],
  );
  const waits = guesses.map(({ kind, key }) => {
    const row = rows.find((one) => one.key === key);
    return row === undefined ? 0 : waitSeconds(row.failures, guessLimits[kind]) - Math.max(0, row.ago);
  });
  const wait = Math.ceil(Math.max(0, ...waits));
  if (wait === 0) {
    await client.query(
      "update holdfast.guess set failures = failures + 1, last_at = clock_timestamp() where key = any($1)",
      [keys],
    );
  }
  return wait;
}
