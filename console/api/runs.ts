import type { Schemas } from "#client/client.ts";
import type { Actor } from "#core/model/actor.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { RunEvent } from "#core/run/events.ts";
import type { RunView } from "#core/run/view.ts";
import { ask, clientOf } from "./ask.ts";

/** A run in a list. */
export type RunSummary = Omit<Schemas["RunSummary"], "startedBy" | "lead"> & {
  readonly startedBy: Actor;
  readonly lead: Actor | null;
};

/** An event of a run as the feed and the list of events tell it. */
export type ToldRunEvent = RunEvent & Pick<StoredEvent, "position" | "stream" | "version" | "actor" | "at">;

type Asking = { readonly actor: string | null };

// What comes from the server is what its own types say: its schemas are held to the types of core when
// it is built, and the client to its schemas by a test. Hence the assertions here, and only here.

/** The newest runs that are open, or that are over. */
export async function fetchRuns(
  { actor }: Asking,
  status: "open" | "finished",
): Promise<readonly RunSummary[]> {
  return (await fetchRunPage({ actor }, status, null)).runs;
}

/** A page of runs, the newest first; `next` is null on the last one. */
export async function fetchRunPage(
  { actor }: Asking,
  status: "open" | "finished",
  cursor: string | null,
): Promise<{ readonly runs: readonly RunSummary[]; readonly next: string | null }> {
  const query = { status, limit: 50, ...(cursor === null ? {} : { cursor: Number(cursor) }) };
  const answer = await ask(clientOf(actor).GET("/api/v1/runs", { params: { query } }));
  return { runs: answer.runs, next: answer.nextCursor };
}

/** The events of a run that came after the one of that version, oldest first. */
export async function fetchRunEvents(
  { actor }: Asking,
  run: string,
  after: number,
): Promise<readonly ToldRunEvent[]> {
  const answer = await ask(
    clientOf(actor).GET("/api/v1/runs/{run}/events", { params: { path: { run }, query: { after } } }),
  );
  return answer.events as readonly unknown[] as readonly ToldRunEvent[];
}

/** A runbook as a run would carry it out now. */
export type RunbookPlan = Schemas["Runbook"];

export async function fetchRunbookPlan({ actor }: Asking, name: string): Promise<RunbookPlan> {
  return ask(clientOf(actor).GET("/api/v1/runbooks/{name}", { params: { path: { name } } }));
}

/** How long a runbook would take now, counted with what past runs have measured. */
export type RunbookForecast = Schemas["ForecastAnswer"];

export async function fetchRunbookForecast({ actor }: Asking, runbook: string): Promise<RunbookForecast> {
  const body = { runbook, trials: 2000 };
  return ask(clientOf(actor).POST("/api/v1/analysis/forecast", { body }));
}

export type RunToStart = Pick<Schemas["StartRun"], "runbook" | "mode" | "reason">;

/** Starts a run. The same key starts it once, however often it is sent. */
export async function startRun({ actor }: Asking, run: RunToStart, key: string): Promise<RunView> {
  const call = clientOf(actor).POST("/api/v1/runs", { body: run, headers: { "Idempotency-Key": key } });
  return (await ask(call)) as RunView;
}

/** Where the signed evidence of a run is downloaded. */
export function evidenceUrl(run: string): string {
  return `/api/v1/runs/${encodeURIComponent(run)}/evidence`;
}

/** Where the key is downloaded that the evidence is checked with. */
export const publicKeyUrl = "/api/v1/evidence/public-key";
