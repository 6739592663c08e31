/** What is watched in the sample for pictures and tests: a port from two places, something that flaps, and alerts. */
export const sampleMonitors = `apiVersion: holdfast/v1
kind: Monitor
metadata: { name: east-port, title: The database of east takes connections }
spec:
  owner: team:dba
  watches: [component:orders-db-east]
  check: { connector: postgres, check: status, with: { target: component:orders-db-east } }
  aspect: reachable
  every: PT20S
  threshold: { for: PT10S, quorum: 2 }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: order-page, title: The page of orders answers }
spec:
  owner: team:dba
  watches: [service:orders]
  check: { connector: http, check: healthy, with: { target: component:outside-probe } }
  every: PT20S
  threshold: { clearFor: PT0S, flapping: { failures: 2, within: PT1H } }
`;

type Look = readonly [secondsAgo: number, says: "failing" | "healthy"];

/** Hands in what an agent at a vantage point saw, as the agent itself would. */
async function handInLooks(
  url: string,
  vantage: string,
  monitor: string,
  looks: readonly Look[],
): Promise<void> {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
  const observations = looks.map(([seconds, says]) => ({
    monitor,
    at: ago(seconds),
    says,
    detail: says === "failing" ? "connection refused" : "answered",
  }));
  await handIn(`${url}/intake/observations`, { vantage, sentAt: ago(0), observations });
}

/** An alert from outside that no monitor takes. */
async function handInStranger(url: string, alertname: string): Promise<void> {
  const alert = {
    status: "firing",
    labels: { alertname },
    startsAt: new Date().toISOString(),
    fingerprint: alertname,
  };
  await handIn(`${url}/intake/alertmanager`, { version: "4", alerts: [alert] });
}

async function handIn(address: string, body: object): Promise<void> {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
}

/** A port that two places see fail, a page that comes and goes, and an alert that nobody takes. */
export async function makeSampleDetection(url: string): Promise<void> {
  const failing: readonly Look[] = [
    [60, "healthy"],
    [25, "failing"],
    [5, "failing"],
  ];
  await handInLooks(url, "site-west", "monitor:east-port", failing);
  await handInLooks(url, "cloud-frankfurt", "monitor:east-port", failing);
  await handInLooks(url, "site-west", "monitor:order-page", [
    [40, "failing"],
    [30, "healthy"],
    [20, "failing"],
    [10, "healthy"],
  ]);
  await handInStranger(url, "DiskPressure");
}
