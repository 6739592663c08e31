import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Json } from "../../model/json.ts";
import { signalKey } from "../signal.ts";
import { readAlertmanager } from "./alertmanager.ts";
import { readCloudEvent } from "./cloud-event.ts";
import { mappingFault, readGeneric } from "./generic.ts";
import { readGrafana } from "./grafana.ts";
import { readPagerDuty } from "./pagerduty.ts";

const data = path.resolve("../shared/data");
const skip = existsSync(data) ? false : "the shared data is not here";
const read = (file: string) => JSON.parse(readFileSync(path.join(data, file), "utf8")) as Json;
const bodyOf = (file: string) => (read(`captured-payloads/${file}`) as { readonly body: Json }).body;

const captured = (part: string) =>
  readdirSync(path.join(data, "captured-payloads")).filter((name) => name.includes(part));

test("[B2.1] what a real Alertmanager sends is read: firing and resolved of one alert share a fingerprint", {
  skip,
}, () => {
  const read = captured("-webhook-").map((name) => readAlertmanager(bodyOf(name)));
  assert.ok(read.length >= 7);
  for (const { signals, faults } of read) {
    assert.deepEqual(faults, []);
    assert.ok(signals.length > 0);
  }
  const all = read.flatMap(({ signals }) => signals);
  const resolved = all.filter(({ status }) => status === "resolved");
  assert.ok(resolved.length > 0);
  for (const one of resolved) {
    assert.ok(one.endsAt !== null);
    const fired = all.find((each) => each.status === "firing" && each.fingerprint === one.fingerprint);
    assert.equal(fired?.startsAt, one.startsAt);
    assert.equal(fired?.endsAt, null, "the year 1 is no end");
  }
});

test("[A4.5] what Alertmanager sends to PagerDuty is read as PagerDuty reads it", { skip }, () => {
  const actions = captured("-pagerduty-").map((name) => readPagerDuty(bodyOf(name), "new"));
  for (const { signals, faults, dedupKey } of actions) {
    assert.deepEqual(faults, []);
    assert.equal(signals[0]?.fingerprint, dedupKey);
  }
  assert.deepEqual(
    new Set(actions.map(({ signals }) => signals[0]?.status)),
    new Set(["firing", "resolved"]),
  );
});

test("Grafana's shapes, old and new, are read", { skip }, () => {
  for (const name of ["grafana_6", "grafana_alert_alerting", "grafana_alert_ok", "grafana_example"]) {
    const { signals, faults } = readGrafana(read(`alerta-webhooks/${name}.json`));
    assert.deepEqual(faults, [], name);
    assert.equal(signals[0]?.status, name === "grafana_alert_ok" ? "resolved" : "firing", name);
  }
  const old = readAlertmanager(read("alerta-webhooks/prometheus_v3_alert.json"));
  assert.ok(old.signals.every(({ fingerprint }) => fingerprint.length > 0));
});

test("one alert that cannot be read does not take its neighbours with it", () => {
  const alert = { status: "firing", labels: { alertname: "A" }, startsAt: "2026-11-25T14:00:00Z" };
  const { signals, faults } = readAlertmanager({ alerts: [alert, 7, { labels: {} }, alert] });
  assert.equal(signals.length, 2);
  assert.deepEqual(
    faults.map(({ pointer }) => pointer),
    ["/alerts/1", "/alerts/2"],
  );
  const [one, other] = signals;
  assert.ok(one && other);
  assert.equal(signalKey(one), signalKey(other), "the same alert delivered twice is one");
});

test("PagerDuty's rules of form are kept: what is missing is named, an acknowledgement changes nothing", () => {
  assert.deepEqual(
    readPagerDuty({ event_action: "trigger", payload: { summary: "x" } }, "k").faults.map(
      ({ pointer }) => pointer,
    ),
    ["/payload/source", "/payload/severity"],
  );
  assert.equal(readPagerDuty({ event_action: "resolve" }, "k").faults[0]?.pointer, "/dedup_key");
  assert.deepEqual(readPagerDuty({ event_action: "acknowledge", dedup_key: "a" }, "k").signals, []);
  const payload = { summary: "down", source: "probe", severity: "critical" };
  assert.equal(readPagerDuty({ event_action: "trigger", payload }, "k").dedupKey, "k");
});

test("a CloudEvent and a JSON of one's own are read, the latter by pointers", () => {
  const event = {
    specversion: "1.0",
    id: "1",
    source: "/east",
    type: "db.down",
    subject: "orders",
    data: { severity: "high" },
  };
  assert.equal(readCloudEvent(event).signals[0]?.labels["subject"], "orders");
  assert.equal(readCloudEvent({ id: "1" }).faults.length, 3);
  const mapping = { title: "/check/name", status: "/check/state", labels: "/tags" };
  const own = { check: { name: "Orders", state: "up" }, tags: { site: "east", port: 5432 } };
  const { signals } = readGeneric(own, mapping);
  assert.equal(signals[0]?.status, "resolved");
  assert.deepEqual(signals[0]?.labels, { site: "east", port: "5432" });
  assert.equal(readGeneric({}, mapping).faults[0]?.pointer, "/check/name");
  assert.match(mappingFault({ title: "check.name" }) ?? "", /JSON pointer/);
  assert.equal(mappingFault(mapping), null);
});

test("whatever is sent, reading it throws nothing and keeps titles short", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const payload = value as Json;
      const all = [
        readAlertmanager(payload),
        readAlertmanager({ alerts: [payload, payload] }),
        readGrafana(payload),
        readPagerDuty(payload, "k"),
        readCloudEvent(payload),
        readGeneric(payload, { title: "/title" }),
      ];
      for (const { signals } of all) for (const { title } of signals) assert.ok(title.length <= 300);
    }),
  );
});
