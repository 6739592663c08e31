import { Pool, type PoolClient } from "pg";
import { describeFailure } from "../site/ask-database.ts";
import { type DatabaseLogin, passwordOf } from "../site/login.ts";
import type { Order, PlacedOrder } from "./order.ts";

/** Why the database did not do what was asked. */
export type Failure =
  /** Certain that nothing was written. */
  | {
      readonly status: "not-done";
      readonly reason: "read-only" | "database-unreachable" | "busy" | "refused";
      readonly detail: string;
    }
  /** Something was sent and no answer came: it may have been written. */
  | { readonly status: "unknown"; readonly detail: string };

export type Answer<Value> = { readonly status: "answered"; readonly value: Value } | Failure;

type Row = { id: string; item: string; quantity: number; placed_at: Date; site: string };

const columns = "id, item, quantity, placed_at, site";

/** Seconds one statement may take, by our own clock. */
const statementLimitSeconds = 0.8;

/** Access to the orders of the site's own database, over few connections. */
export type OrderStore = {
  /** Writes an order once; a second time it gives back the one that stands. */
  place(
    order: Order,
    site: string,
  ): Promise<Answer<{ readonly order: PlacedOrder; readonly isNew: boolean }>>;
  find(id: string): Promise<Answer<PlacedOrder | null>>;
  since(time: string, limit: number): Promise<Answer<readonly PlacedOrder[]>>;
  close(): Promise<void>;
};

/**
 * There is on purpose no `statement_timeout`: cancelled while it waits for the synchronous standby, a
 * COMMIT reports success though the standby has nothing. The limit is ours alone. A statement that
 * exceeds it keeps its connection until the server settles it, so a stalled server is met by at most
 * ten sessions and not by ever more.
 */
export function openOrderStore(login: DatabaseLogin): OrderStore {
  const pool = new Pool({
    host: login.host,
    port: login.port,
    database: login.database,
    user: login.user,
    password: passwordOf(login),
    max: 10,
    connectionTimeoutMillis: 600,
    idleTimeoutMillis: 5_000,
    application_name: "orders-app",
  });
  // Unheard, the loss of a connection ends the process: the pool listens to idle ones, nobody to the others.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const query = (sql: string, values: readonly unknown[]) => queryWithin(pool, sql, values);
  return {
    async place(order, site) {
      const values = [order.id, order.item, order.quantity, site];
      const inserted = await query(
        `insert into orders (id, item, quantity, site) values ($1, $2, $3, $4)
         on conflict (id) do nothing returning ${columns}`,
        values,
      );
      if (inserted.status !== "answered") return inserted;
      const [row] = inserted.value;
      if (row) return { status: "answered", value: { order: fromRow(row), isNew: true } };
      const standing = await query(`select ${columns} from orders where id = $1`, [order.id]);
      if (standing.status !== "answered") return standing;
      const [kept] = standing.value;
      if (!kept) return { status: "not-done", reason: "refused", detail: "the order was removed meanwhile" };
      return { status: "answered", value: { order: fromRow(kept), isNew: false } };
    },
    async find(id) {
      const found = await query(`select ${columns} from orders where id = $1`, [id]);
      if (found.status !== "answered") return found;
      const [row] = found.value;
      return { status: "answered", value: row ? fromRow(row) : null };
    },
    async since(time, limit) {
      const found = await query(
        `select ${columns} from orders where placed_at >= $1 order by placed_at, id limit $2`,
        [time, limit],
      );
      return found.status === "answered" ? { status: "answered", value: found.value.map(fromRow) } : found;
    },
    close: () => pool.end(),
  };
}

async function queryWithin(
  pool: Pool,
  sql: string,
  values: readonly unknown[],
): Promise<Answer<readonly Row[]>> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    return whyNotConnected(error);
  }
  // Someone else's `cancel` makes a COMMIT succeed with a warning while the standby has nothing.
  let warned = false;
  const onNotice = (notice: { severity?: string | undefined }) => {
    if (notice.severity === "WARNING") warned = true;
  };
  client.on("notice", onNotice);
  const pending = client.query<Row>(sql, [...values]);
  const settled = pending.then(
    (result): Answer<readonly Row[]> =>
      warned
        ? { status: "unknown", detail: "committed here, but not confirmed by the standby" }
        : { status: "answered", value: result.rows },
    whyNotDone,
  );
  void giveBackWhenSettled(pending, client, onNotice);
  return withinLimit(settled);
}

/** A connection is free when the server has settled its statement, however long ago we gave up waiting. */
async function giveBackWhenSettled(
  pending: Promise<unknown>,
  client: PoolClient,
  onNotice: (notice: { severity?: string | undefined }) => void,
): Promise<void> {
  let failure: Error | undefined;
  try {
    await pending;
  } catch (error) {
    // A connection with a failed statement is closed rather than reused: it may be broken.
    failure = error instanceof Error ? error : new Error(String(error));
  }
  client.off("notice", onNotice);
  client.release(failure);
}

async function withinLimit(settled: Promise<Answer<readonly Row[]>>): Promise<Answer<readonly Row[]>> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Failure>((resolve) => {
    const detail = `the database did not answer in ${statementLimitSeconds} s`;
    timer = setTimeout(() => resolve({ status: "unknown", detail }), statementLimitSeconds * 1000);
  });
  const answer = await Promise.race([settled, limit]);
  clearTimeout(timer);
  return answer;
}

function whyNotConnected(error: unknown): Failure {
  const failure = describeFailure(error);
  const reason = failure.status === "silent" ? "busy" : "database-unreachable";
  return { status: "not-done", reason, detail: failure.reason };
}

function whyNotDone(error: unknown): Failure {
  const failure = describeFailure(error);
  if (failure.status !== "error") return { status: "unknown", detail: failure.reason };
  // 25006: read_only_sql_transaction, which is what a standby answers to every write.
  const reason = failure.code === "25006" ? "read-only" : "refused";
  return { status: "not-done", reason, detail: failure.reason };
}

function fromRow(row: Row): PlacedOrder {
  const { id, item, quantity, site } = row;
  return { id, item, quantity, site, placedAt: row.placed_at.toISOString() };
}
