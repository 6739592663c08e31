import type { Connector } from "#connectors/connector.ts";
import { httpAccess } from "./access.ts";
import { healthy } from "./healthy.ts";
import { readJson } from "./read-json.ts";
import { request, requestIdempotent } from "./request.ts";
import { transactionAction, transactionCheck } from "./transaction.ts";

/** Anything that speaks HTTP: health, synthetic transactions, documents to read, requests to make. */
export const httpConnector: Connector = {
  name: "http",
  title: "HTTP interface",
  access: httpAccess,
  checks: { healthy, transaction: transactionCheck, "read-json": readJson },
  actions: { request, "request-idempotent": requestIdempotent, transaction: transactionAction },
  meaning: {
    checks: {
      healthy: { proves: "state" },
      transaction: { proves: "function" },
      "read-json": { proves: "state" },
    },
    actions: {
      request: { effect: "open", confirms: false },
      "request-idempotent": { effect: "open", confirms: false },
      transaction: { effect: "probe", confirms: true },
    },
  },
};
