import assert from "node:assert/strict";
import { test } from "node:test";
import type { Estate, EstateDocument } from "../model/estate.ts";
import type { MonitorSpec } from "../model/monitor.ts";
import type { DocumentKind, Ref } from "../model/ref.ts";
import { ruleBook } from "./signal-rules.ts";

const plain: MonitorSpec = {
  description: null,
  owner: null,
  watches: [],
  check: null,
  signals: null,
  aspect: null,
  from: [],
  everySeconds: null,
  silenceSeconds: null,
  threshold: null,
};

function estateOf(monitors: { readonly [name: string]: Partial<MonitorSpec> }): Estate {
  const documents = new Map<Ref, EstateDocument>();
  const add = (kind: DocumentKind, name: string, spec: unknown) => {
    const ref = `${kind.toLowerCase()}:${name}` as Ref;
    documents.set(ref, { kind, ref, name, title: name, spec } as EstateDocument);
  };
  add("Component", "orders-db", {});
  add("Service", "orders", {});
  for (const [name, spec] of Object.entries(monitors)) add("Monitor", name, { ...plain, ...spec });
  return { documents, invalid: new Set() };
}

const match = (labels: { readonly [name: string]: string }, more: object = {}) => ({
  labels,
  namedBy: [],
  heartbeatSeconds: null,
  ...more,
});

test("[B2.4] [A4.5] alerts are put to what they mean by rules that are data: by what a monitor watches, or by a label", () => {
  const book = ruleBook(
    estateOf({
      "db-alerts": { watches: ["component:orders-db"], signals: match({ alertname: "Postgres*" }) },
      "by-name": { signals: match({ team: "shop" }, { namedBy: ["component", "service"] }) },
    }),
  );
  const keys = (labels: { readonly [name: string]: string }) => book.rulesFor(labels).map(({ key }) => key);
  assert.deepEqual(keys({ alertname: "PostgresDown" }), ["monitor:db-alerts"]);
  assert.deepEqual(keys({ team: "shop", service: "orders" }), ["monitor:by-name service:orders"]);
  assert.deepEqual(keys({ team: "shop", component: "orders-db", service: "orders" }), [
    "monitor:by-name component:orders-db",
  ]);
  assert.deepEqual(keys({ team: "shop", service: "unheard-of" }), [], "what names nothing means nothing");
  assert.deepEqual(keys({ team: "other" }), []);
  assert.deepEqual(
    book.rules.map(({ key }) => key),
    ["monitor:db-alerts"],
  );
});

test("[B2.1] an alert that always fires is a sign of life, and no failure", () => {
  const watchdog = match({ alertname: "Watchdog" }, { heartbeatSeconds: 120 });
  const book = ruleBook(estateOf({ alive: { watches: ["component:orders-db"], signals: watchdog } }));
  assert.deepEqual(book.rulesFor({ alertname: "Watchdog" }), []);
  assert.equal(book.heartbeatsFor({ alertname: "Watchdog" })[0]?.staleSeconds, 120);
});

test("a monitor that looks at nothing and takes no alert is no rule", () => {
  assert.deepEqual(ruleBook(estateOf({ idle: { watches: ["component:orders-db"] } })).rules, []);
});
