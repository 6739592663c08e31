import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { DetectionAnswer } from "../schemas/detection.ts";
import { ask, startTestServer } from "../server.test-kit.ts";
import { prepareAlertmanager, startAlertmanager } from "#lab/monitoring/alertmanager.ts";

const monitors = `
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db, title: Database of orders }
spec: { owner: team:dba, site: site:east }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: databases, title: What Prometheus says of databases }
spec:
  owner: team:dba
  aspect: answers
  signals: { labels: { alertname: "Postgres*" }, namedBy: [component] }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: alive, title: Prometheus is alive }
spec:
  owner: team:dba
  signals: { labels: { alertname: Watchdog }, heartbeat: PT20S }
`;

const missing = prepareAlertmanager();

async function eventually<Found>(what: string, look: () => Promise<Found | null | undefined | false>) {
  for (let tries = 0; tries < 900; tries++) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(what);
}

test(
  "[A4.5] [B2.1] a real Alertmanager's alert opens an incident, its resolution ends the failure, and its own death is noticed",
  missing === null ? {} : { skip: missing },
  async () => {
    const server = await startTestServer();
    writeFileSync(path.join(server.estateFolder, "monitors.yaml"), monitors);
    const manager = await startAlertmanager(server.url);
    const get = async <Answer>(url: string) =>
      (await ask(server, "GET", url, { as: "person:ana" })).json() as Answer;
    const ruleNamed = async (rule: string) =>
      (await get<DetectionAnswer>("/api/v1/detection")).rules.find((one) => one.rule === rule);
    type Found = { incidents: { id: string; title: string }[] };
    const incidentLike = async (title: RegExp) =>
      (await get<Found>("/api/v1/incidents")).incidents.find((one) => title.test(one.title));
    try {
      await eventually("the monitors were not published", () => ruleNamed("monitor:alive"));
      const alert = { labels: { alertname: "PostgresDown", component: "orders-db" } };
      await manager.post([alert, { labels: { alertname: "Watchdog" } }]);
      await eventually("nothing was opened", () => incidentLike(/not answering: Database of orders/));
      await eventually(
        "the watchdog is not heard",
        async () => (await ruleNamed("monitor:alive"))?.status === "well",
      );
      const sources = async () =>
        new Set(
          (await get<{ signals: { source: string }[] }>("/api/v1/signals")).signals.map(
            ({ source }) => source,
          ),
        );
      await eventually("not both dialects came", async () => (await sources()).size === 2);
      await manager.post([{ ...alert, endsAt: new Date().toISOString() }]);
      await eventually("its end is not seen", async () => {
        const rule = await ruleNamed("monitor:databases component:orders-db");
        return rule?.status === "well";
      });
      await manager.stop();
      await eventually("its death is not noticed", () =>
        incidentLike(/^monitoring silent: Prometheus is alive/),
      );
    } finally {
      await manager.stop();
      await server.stop();
    }
  },
);
