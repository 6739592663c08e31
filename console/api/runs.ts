import type { Schemas } from "#client/client.ts";
import type { Actor } from "#core/model/actor.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { RunEvent } from "#core/run/events.ts";
import type { RunView } from "#core/run/view.ts";
import { ask, clientOf } from "./ask.ts";

/** A run in a list. */
export type RunSummary = Omit<Schemas["RunSummary"], "startedBy"> & { readonly startedBy: Actor };

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
  const answer = await ask(clientOf(actor).GET("/api/v1/runs", { params: { query: { status, limit: 20 } } }));
  return answer.runs;
}

export async function fetchRun({ actor }: Asking, run: string): Promise<RunView> {
  return (await ask(clientOf(actor).GET("/api/v1/runs/{run}", { params: { path: { run } } }))) as RunView;
}

/** All events of a run, oldest first. */
export async function fetchRunEvents({ actor }: Asking, run: string): Promise<readonly ToldRunEvent[]> {
  const answer = await ask(
    clientOf(actor).GET("/api/v1/runs/{run}/events", { params: { path: { run }, query: { after: 0 } } }),
  );
  return answer.events as readonly unknown[] as readonly ToldRunEvent[];
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
