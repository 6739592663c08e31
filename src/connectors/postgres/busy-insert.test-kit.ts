import { Client } from "pg";
import { type TestPair, testPassword, until } from "./pair.test-kit.ts";

/**
 * Starts a statement on the primary that works for seconds, and gives whether it was acknowledged in
 * the end. It is what shows whether a fence reached the backends: one that has outlived its
 * postmaster works on and acknowledges.
 */
export async function startBusyInsert(pair: TestPair): Promise<{ readonly acknowledged: Promise<boolean> }> {
  const client = new Client({
    host: "127.0.0.1",
    port: pair.east.port,
    user: "postgres",
    password: testPassword,
  });
  client.on("error", () => {});
  await client.connect();
  const acknowledged = client.query("insert into bulk select n from generate_series(1, 3000000) n").then(
    () => true,
    () => false,
  );
  await until(async () => {
    const rows = await pair.sql(
      pair.east,
      "select 1 from pg_stat_activity where state = 'active' and query like 'insert into bulk select%'",
    );
    return rows.length === 1;
  });
  return { acknowledged };
}
