import { z } from "zod";
import { type JsonAnswer, type JsonRoutes, serveJson } from "../json-server.ts";
import { type Account, accountFrom, bookAttempt, newAccount, statistics } from "./account.ts";
import type { Attempt } from "./attempt.ts";
import { addAttempt, allImpacts, type ImpactRecord, latestImpact, noImpact } from "./impact.ts";
import { inOrder } from "./in-order.ts";
import { type Ledger, openLedger, readLedger } from "./ledger.ts";
import { placeOrder } from "./place-order.ts";

export const probeConfig = z.strictObject({
  port: z.int(),
  /** Where customers come in: `http://host:port`. */
  entranceUrl: z.string(),
  ledgerFile: z.string(),
  ordersPerSecond: z.number().positive().max(200).default(20),
  limitSeconds: z.number().positive().default(1),
});

export type ProbeConfig = Readonly<z.output<typeof probeConfig>>;

/** What the probe knows and is told to do; the one thing in it that changes. */
type ProbeState = {
  account: Account;
  impact: ImpactRecord;
  ordersPerSecond: number;
};

/** Places orders from outside for ever and keeps the record of what customers saw. */
export async function startProbe(config: ProbeConfig): Promise<{ stop(): Promise<void> }> {
  const startedAt = new Date();
  const run = startedAt.getTime().toString(36);
  const before = readLedger(config.ledgerFile);
  const state: ProbeState = {
    account: accountFrom(before, startedAt.toISOString()),
    impact: before.reduce(replay, noImpact),
    ordersPerSecond: config.ordersPerSecond,
  };
  const ledger = openLedger(config.ledgerFile);
  const server = await serveJson(config.port, routes(state, ledger, run));
  const placing = placeForEver(config, state, ledger, run);
  return {
    async stop() {
      placing.stop();
      await server.close();
      ledger.close();
    },
  };
}

/** A ledger left by an earlier start tells of outages too; it is in settling order, which is near enough. */
function replay(record: ImpactRecord, line: ReturnType<typeof readLedger>[number]): ImpactRecord {
  if (line.type === "reset") return noImpact;
  return line.type === "settled" ? addAttempt(record, line) : record;
}

function placeForEver(config: ProbeConfig, state: ProbeState, ledger: Ledger, run: string): { stop(): void } {
  let number = 0;
  let isStopped = false;
  const settle = inOrder(1, (attempt) => {
    if (belongsTo(state.account, attempt)) state.impact = addAttempt(state.impact, attempt);
  });
  const placeOne = async () => {
    number += 1;
    const order = { number, id: `probe-${run}-${number}`, sentAt: new Date().toISOString() };
    ledger.append({ type: "sent", ...order });
    const attempt = await placeOrder(config.entranceUrl, order, config.limitSeconds);
    if (isStopped) return;
    book(state, ledger, attempt);
    settle(attempt);
  };
  // Orders come at their own pace, whether or not earlier ones were answered, as customers do.
  let dueAt = performance.now();
  const tick = () => {
    const now = performance.now();
    // After a pause of this very process the missed orders are not made up for in one burst.
    if (now - dueAt > 1000) dueAt = now;
    for (; dueAt <= now; dueAt += 1000 / state.ordersPerSecond) void placeOne();
    timer = setTimeout(tick, Math.max(0, dueAt - performance.now()));
  };
  let timer = setTimeout(tick, 0);
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function book(state: ProbeState, ledger: Ledger, attempt: Attempt): void {
  ledger.append({ type: "settled", ...attempt });
  if (belongsTo(state.account, attempt)) bookAttempt(state.account, attempt);
}

/** What was sent before a reset belongs to the account that was closed. */
function belongsTo(account: Account, attempt: Attempt): boolean {
  return attempt.sentAt >= account.since;
}

function ok(body: object): JsonAnswer {
  return { status: 200, body };
}

function routes(state: ProbeState, ledger: Ledger, run: string): JsonRoutes {
  return {
    "GET /impact": () => ok(latestImpact(state.impact)),
    "GET /impacts": () => ok({ impacts: allImpacts(state.impact) }),
    "GET /ledger": ({ query }) => {
      const since = query.get("since") ?? "";
      return ok({ records: state.account.acknowledged.filter((record) => record.acknowledgedAt >= since) });
    },
    "GET /unknown": ({ query }) => {
      const since = query.get("since") ?? "";
      return ok({ records: state.account.unknown.filter((record) => record.sentAt >= since) });
    },
    "GET /stats": () => ok({ run, ordersPerSecond: state.ordersPerSecond, ...statistics(state.account) }),
    "POST /reset": () => {
      const at = new Date().toISOString();
      ledger.append({ type: "reset", at });
      state.account = newAccount(at);
      state.impact = noImpact;
      return ok({ resetAt: at });
    },
    "POST /rate": ({ body }) => {
      const rate = body["ordersPerSecond"];
      if (typeof rate !== "number" || !(rate > 0 && rate <= 200)) {
        return { status: 400, body: { reason: "ordersPerSecond must be above 0 and at most 200" } };
      }
      state.ordersPerSecond = rate;
      return ok({ ordersPerSecond: rate });
    },
  };
}
