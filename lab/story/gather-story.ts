import { readFileSync } from "node:fs";
import path from "node:path";
import type { IncidentView } from "#core/incident/view.ts";
import { labControl } from "../control.ts";
import { findMissing, readAcknowledged, readViolations } from "../drill/outside.ts";
import { takeEvidence } from "../drill/verify-evidence.ts";
import { primarySite } from "../status.ts";
import { type Listed, until } from "./patience.ts";
import type { Stage } from "./stage.ts";
import type { LogEntry, StoryResult } from "./story.ts";

const reader = "person:dev-sample";

type Told = Pick<
  StoryResult,
  "injectedAt" | "desk" | "access" | "refusals" | "run" | "kills" | "reporters"
> & {
  readonly since: string;
  readonly incident: string;
};

/** What is to be judged at the end: the log, the outside record, the databases, the mails, the page, the evidence. */
export async function gatherStory(
  stage: Stage,
  options: { readonly folder: string; readonly outputFolder: string },
  found: Told,
): Promise<StoryResult> {
  const { incident: id, since, ...rest } = found;
  const incident = await stage.api.get<IncidentView>(`/api/v1/incidents/${id}`, reader);
  const { events } = await stage.api.get<{ events: readonly LogEntry[] }>(
    `/api/v1/incidents/${id}/events?limit=5000`,
    reader,
  );
  const all = await stage.api.get<Listed>("/api/v1/incidents?limit=200", reader);
  const primary = primarySite(await labControl(options.folder).status()) ?? "west";
  const orders = await readAcknowledged(stage.lab, since);
  const from = `/api/v1/incidents/${id}/evidence?runs=true`;
  const evidence = await takeEvidence(stage.api, { from, name: id, folder: options.outputFolder });
  const page = path.join(stage.statusPage, "index.html");
  const statusPage = await until("the status page tells it", async () => {
    const html = readPage(page);
    return html.includes("Orders can be placed again") ? html : null;
  });
  return {
    ...rest,
    run: await stage.api.run(found.run.id),
    incident,
    otherIncidents: all.incidents
      .filter((each) => each.id !== id && each.openedAt >= found.injectedAt)
      .filter(({ openedAt }) => incident.closed === null || openedAt < incident.closed.at)
      .map(({ title }) => title),
    log: events,
    mails: stage.channels.mails().map(({ id: mail, to }) => ({ id: mail, to })),
    acknowledgedOrders: orders.length,
    lostOrders: (await findMissing(stage.lab, primary, orders)).length,
    writerViolations: (await readViolations(stage.lab)).length,
    statusPage,
    ...evidence,
  };
}

function readPage(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
