import { statfs } from "node:fs/promises";
import { z } from "zod";
import { type JsonAnswer, type JsonRoutes, serveJson } from "../json-server.ts";
import { type DatabaseLine, databaseLine } from "../site/ask-database.ts";
import { loginSchema } from "../site/login.ts";
import { type Order, orderSchema, type PlacedOrder } from "./order.ts";
import { type Failure, type OrderStore, openOrderStore } from "./order-store.ts";

export const ordersAppConfig = z.strictObject({
  site: z.string(),
  port: z.int(),
  database: loginSchema,
  /** A folder on the disk whose free room `GET /health` tells. */
  diskFolder: z.string(),
});

export type OrdersAppConfig = Readonly<z.output<typeof ordersAppConfig>>;

const healthLimitSeconds = 0.5;
const listLimit = 1000;

/**
 * The order intake of one site. It talks to its site's database only: where that is a standby, orders
 * are refused with 503 until it is promoted, without a restart of the application.
 */
export async function startOrdersApp(config: OrdersAppConfig): Promise<{ stop(): Promise<void> }> {
  const store = openOrderStore(config.database);
  const line = databaseLine(config.database, healthLimitSeconds);
  const server = await serveJson(config.port, routes(config, store, line));
  return {
    async stop() {
      await server.close();
      line.close();
      await Promise.race([store.close(), new Promise((resolve) => setTimeout(resolve, 500))]);
    },
  };
}

function routes(config: OrdersAppConfig, store: OrderStore, line: DatabaseLine): JsonRoutes {
  const { site } = config;
  return {
    "POST /orders": ({ body }) => place(store, site, body),
    "GET /orders": async ({ query }) => {
      const since = query.get("since") ?? "1970-01-01T00:00:00Z";
      if (Number.isNaN(Date.parse(since)))
        return { status: 400, body: { reason: "since is no ISO 8601 time" } };
      const found = await store.since(since, listLimit);
      return found.status === "answered" ? { status: 200, body: { orders: found.value } } : refusal(found);
    },
    "GET /orders/{name}": async ({ name }) => {
      const found = await store.find(name);
      if (found.status !== "answered") return refusal(found);
      return found.value
        ? { status: 200, body: found.value }
        : { status: 404, body: { reason: `no order ${name}` } };
    },
    "GET /health": () => health(line, config),
  };
}

async function place(store: OrderStore, site: string, body: unknown): Promise<JsonAnswer> {
  const order = orderSchema.safeParse(body);
  if (!order.success) return { status: 400, body: { reason: z.prettifyError(order.error) } };
  const placed = await store.place(order.data, site);
  if (placed.status !== "answered") return refusal(placed);
  const { order: standing, isNew } = placed.value;
  if (isNew) return { status: 201, body: standing };
  if (isSame(order.data, standing)) return { status: 200, body: standing };
  return { status: 409, body: { reason: `order ${standing.id} stands with other content`, standing } };
}

function isSame(order: Order, standing: PlacedOrder): boolean {
  return order.item === standing.item && order.quantity === standing.quantity;
}

/** 503 promises that nothing was written; 504 says that nobody knows. */
function refusal(failure: Failure): JsonAnswer {
  if (failure.status === "unknown") {
    return { status: 504, body: { reason: "no-answer", outcome: "unknown", detail: failure.detail } };
  }
  return { status: 503, body: { reason: failure.reason, outcome: "not-done", detail: failure.detail } };
}

async function health(line: DatabaseLine, { site, diskFolder }: OrdersAppConfig): Promise<JsonAnswer> {
  const startedAt = performance.now();
  const answer = await line.ask("select pg_is_in_recovery() as standby");
  const latencyMilliseconds = Math.round(performance.now() - startedAt);
  const disk = await statfs(diskFolder);
  const diskFreeBytes = disk.bavail * disk.bsize;
  if (answer.status !== "answered") {
    return {
      status: 503,
      body: { site, role: "unreachable", detail: answer.reason, latencyMilliseconds, diskFreeBytes },
    };
  }
  const role = answer.rows[0]?.["standby"] === true ? "standby" : "primary";
  return { status: 200, body: { site, role, latencyMilliseconds, diskFreeBytes } };
}
