import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";

const program = "/usr/bin/prometheus-alertmanager";
const outputMax = 300;

/** Makes sure that there is a real Alertmanager: root on Debian installs it. Returns why there is none, or null. */
export function prepareAlertmanager(): string | null {
  if (existsSync(program)) return null;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return `there is no ${program}, and only root on Debian can have it installed`;
  const lock = ["-o", "DPkg::Lock::Timeout=300"];
  const install = [...lock, "install", "-y", "--no-install-recommends", "prometheus-alertmanager"];
  for (const args of [[...lock, "update"], install]) {
    // Its package would start it, and a test starts its own.
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
    const done = spawnSync("apt-get", args, { encoding: "utf8", env });
    if (done.status !== 0)
      return `Alertmanager could not be installed: ${(done.stderr ?? "").trim().slice(-outputMax)}`;
  }
  return existsSync(program) ? null : `Alertmanager was installed, but there is no ${program}`;
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
};

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
  const isReady = () =>
    fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; !(await isReady()); tries++) {
    if (tries > 300) throw new Error("Alertmanager did not get ready");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
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
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
