import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { labUrl } from "../lab.ts";
import { askJson } from "../ask-json.ts";
import { freePort, prepareProgram, stopProgram, untilReady } from "./debian-program.ts";

const program = "/usr/bin/prometheus";

/** Makes sure that there is a real Prometheus. Returns why there is none, or null. */
export const preparePrometheus = () => prepareProgram(program, "prometheus");

/** What the lab's outside probe sees, in the form that Prometheus reads. */
async function startExporter(probePort: number): Promise<{ readonly port: number; close(): void }> {
  const port = await freePort();
  const server = createServer((_, response) => {
    askJson("GET", `${labUrl(probePort)}/impact`, { limitSeconds: 2 }).then(
      ({ body }) => {
        const isFailing = body["beganAt"] != null && body["endedAt"] == null;
        response.writeHead(200, { "content-type": "text/plain; version=0.0.4" });
        response.end(`# TYPE orders_failing gauge\norders_failing ${isFailing ? 1 : 0}\n`);
      },
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A real Prometheus that watches the lab's orders and tells an Alertmanager when they fail. */
export async function startPrometheus(probePort: number, alertmanagerPort: number) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-prometheus-"));
  const exporter = await startExporter(probePort);
  const rules = {
    groups: [
      {
        name: "orders",
        interval: "1s",
        rules: [
          { alert: "OrdersFail", expr: "orders_failing == 1", for: "1s", labels: { service: "orders" } },
          { alert: "Watchdog", expr: "vector(1)" },
        ],
      },
    ],
  };
  const config = {
    global: { scrape_interval: "1s", evaluation_interval: "1s" },
    rule_files: ["rules.yml"],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanagerPort}`] }] }] },
    scrape_configs: [{ job_name: "orders", static_configs: [{ targets: [`127.0.0.1:${exporter.port}`] }] }],
  };
  // JSON is YAML.
  writeFileSync(path.join(folder, "rules.yml"), JSON.stringify(rules));
  writeFileSync(path.join(folder, "prometheus.yml"), JSON.stringify(config));
  const port = await freePort();
  const flags = [
    `--config.file=${path.join(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${path.join(folder, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const child = spawn(program, flags, { stdio: "ignore" });
  await untilReady(`http://127.0.0.1:${port}/-/ready`, "Prometheus");
  return {
    async stop(): Promise<void> {
      await stopProgram(child);
      exporter.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
