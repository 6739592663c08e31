import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort, prepareProgram, stopProgram, untilReady } from "./debian-program.ts";

const program = "/usr/bin/prometheus-alertmanager";

/** Makes sure that there is a real Alertmanager. Returns why there is none, or null. */
export const prepareAlertmanager = () => prepareProgram(program, "prometheus-alertmanager");

/** A real Alertmanager that sends every alert to a server, as its webhook and in PagerDuty's dialect. */
export async function startAlertmanager(to: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-alertmanager-"));
  const file = path.join(folder, "alertmanager.yml");
  const times = { group_wait: "100ms", group_interval: "1s", repeat_interval: "2s" };
  const config = {
    route: { receiver: "holdfast", group_by: ["..."], ...times },
    receivers: [
      {
        name: "holdfast",
        webhook_configs: [{ url: `${to}/intake/alertmanager`, send_resolved: true }],
        pagerduty_configs: [{ url: `${to}/v2/enqueue`, routing_key: "k", send_resolved: true }],
      },
    ],
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(config));
  const port = await freePort();
  const flags = [
    `--config.file=${file}`,
    `--storage.path=${path.join(folder, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
    "--cluster.listen-address=",
  ];
  const child: ChildProcess = spawn(program, flags, { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(`${url}/-/ready`, "Alertmanager");
  return {
    port,
    /** Says that alerts fire, or that they are over. */
    async post(alerts: readonly { readonly labels: object; readonly endsAt?: string }[]): Promise<void> {
      const answer = await fetch(`${url}/api/v2/alerts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(alerts),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async stop(): Promise<void> {
      await stopProgram(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
