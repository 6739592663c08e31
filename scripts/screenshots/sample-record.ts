import { createHash } from "node:crypto";
import { parseDocument } from "yaml";
import type { Sample } from "./addresses.ts";

type Given = {
  readonly url: string;
  /** Who does it; somebody whom the server believes. */
  readonly actor: string;
};

async function asked<Answer>({ url, actor }: Given, address: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${url}${address}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json", "x-holdfast-actor": actor },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/**
 * Gives a server that serves the sample estate something to show: a run that goes on, one that is over,
 * a note, a proposal and an incident.
 */
export async function makeSampleRecord(given: Given): Promise<Sample> {
  const runbook = "orders-failover";
  const start = (reason: string) =>
    asked<{ id: string }>(given, "/api/v1/runs", { runbook, mode: "walkthrough", reason });
  const over = await start("Walked through before the change of the carrier");
  await asked(given, `/api/v1/runs/${over.id}/abort`, { reason: "The change was put off" });
  const run = await start("The quarterly walk through the failover");
  await asked(given, `/api/v1/runs/${run.id}/notes`, { text: "Ben joins by telephone." });
  const ref = "service:orders";
  const { text } = await asked<{ text: string }>(given, `/api/v1/documents/${ref}`);
  const base = createHash("sha256").update(text).digest("hex");
  const changed = parseDocument(text);
  changed.setIn(["metadata", "title"], "Order intake by web and telephone");
  const proposal = await asked<{ id: string }>(given, "/api/v1/proposals", {
    title: "Say that orders also come by telephone",
    reason: "The exercise of March showed that nobody knew.",
    changes: [{ text: String(changed), base }],
  });
  const incident = await asked<{ id: string }>(given, "/api/v1/incidents", {
    title: "Orders fail since the storm over east",
    services: [ref],
  });
  const began = new Date(Date.now() - 600_000).toISOString();
  const about = `/api/v1/incidents/${incident.id}`;
  await asked(given, `${about}/facts`, {
    fact: "impact-began-at",
    value: began,
    source: "the outside probe",
  });
  await asked(given, `${about}/facts`, { fact: "users-affected-percent", value: 40, estimate: true });
  await asked(given, `${about}/notes`, { text: "The carrier says that the line to east is cut." });
  return { ref, runbook, run: run.id, proposal: proposal.id, incident: incident.id };
}
