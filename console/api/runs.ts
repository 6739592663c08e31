import type { Actor } from "#core/model/actor.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { RunMode } from "#core/model/run-plan.ts";
import type { Attention } from "#core/run/attention.ts";
import type { RunEvent, RunResult } from "#core/run/events.ts";
import type { RunStatus } from "#core/run/state.ts";
import type { RunView } from "#core/run/view.ts";
import { request } from "./http.ts";

/** A run in a list. */
export type RunSummary = {
  readonly id: string;
  readonly runbook: string;
  readonly title: string;
  readonly mode: RunMode;
  readonly status: RunStatus;
  readonly result: RunResult | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly startedBy: Actor;
  readonly attentionCount: number;
  /** What has waited longest for a person. */
  readonly attention?: Attention | null;
};

/** An event of a run as it stands in the log. */
export type StoredRunEvent = StoredEvent<RunEvent & { readonly data: JsonObject }>;

/** One command of a person: the last part of its path, and its body. */
export type SentCommand = { readonly path: string; readonly body: JsonObject; readonly key: string };

type Asking = { readonly actor: string | null };

const base = "/api/v1/runs";

export async function fetchRuns(
  { actor }: Asking,
  status: "open" | "finished",
): Promise<readonly RunSummary[]> {
  const answer = await request<{ readonly runs: readonly RunSummary[] }>(
    `${base}?status=${status}&limit=20`,
    { actor },
  );
  return answer.runs;
}

export function fetchRun({ actor }: Asking, id: string): Promise<RunView> {
  return request<RunView>(`${base}/${encodeURIComponent(id)}`, { actor });
}

/** The events after `version`, oldest first. */
export async function fetchRunEvents(
  { actor }: Asking,
  id: string,
  version: number,
): Promise<readonly StoredRunEvent[]> {
  const path = `${base}/${encodeURIComponent(id)}/events?after=${version}`;
  return (await request<{ readonly events: readonly StoredRunEvent[] }>(path, { actor })).events;
}

/** Gives a command about a run or one of its steps; answers the run after it. */
export function sendRunCommand({ actor }: Asking, id: string, command: SentCommand): Promise<RunView> {
  const path = `${base}/${encodeURIComponent(id)}/${command.path}`;
  return request<RunView>(path, { method: "POST", actor, body: command.body, idempotencyKey: command.key });
}

export type RunToStart = { readonly runbook: string; readonly mode: RunMode; readonly reason: string };

export function startRun({ actor }: Asking, run: RunToStart, key: string): Promise<RunView> {
  return request<RunView>(base, { method: "POST", actor, body: run, idempotencyKey: key });
}

/** Where the signed evidence of a run is downloaded. */
export function evidenceUrl(id: string): string {
  return `${base}/${encodeURIComponent(id)}/evidence`;
}
