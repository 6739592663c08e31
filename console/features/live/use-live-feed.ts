import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type FeedEvent, followFeed } from "#client/feed.ts";
import { queryKeys } from "../../api/query-keys.ts";
import type { ToldRunEvent } from "../../api/runs.ts";
import { answersAreFresh } from "../offline/kept-answers.ts";
import { useActor } from "../identity/actor.ts";
import { connectionLost, connectionOpened } from "./connection.ts";
import { hearingFetch } from "./hearing-fetch.ts";
import { createRefresher } from "./refresher.ts";

/** Five reads of one thing per second at most, however fast events come. */
const leastMilliseconds = 200;

/** Events of a run that come faster than a screen are shown together. */
const togetherMilliseconds = 40;

/** Adds events to a run when they are the next ones; false when something is missing before them. */
function appendEvents(client: QueryClient, run: string, events: readonly ToldRunEvent[]): boolean {
  const key = queryKeys.runEvents(run);
  const known = client.getQueryData<readonly ToldRunEvent[]>(key);
  if (known === undefined) return true;
  const last = known.at(-1)?.version ?? 0;
  const later = events.filter(({ version }) => version > last);
  if (later.length === 0) return true;
  if (later[0]?.version !== last + 1) return false;
  client.setQueryData(key, [...known, ...later]);
  return true;
}

/** Collects the events of each run for a moment, then hands them on in one go. */
function createCollector(handOn: (run: string, events: readonly ToldRunEvent[]) => void) {
  const collected = new Map<string, ToldRunEvent[]>();
  return (run: string, event: ToldRunEvent) => {
    const waiting = collected.get(run);
    if (waiting !== undefined) {
      waiting.push(event);
      return;
    }
    const events = [event];
    collected.set(run, events);
    setTimeout(() => {
      collected.delete(run);
      handOn(run, events);
    }, togetherMilliseconds);
  };
}

function createReader(client: QueryClient) {
  const refreshers = new Map<string, () => void>();
  const refresh = (key: readonly unknown[]) => {
    const name = JSON.stringify(key);
    const read = () => client.invalidateQueries({ queryKey: key });
    const found = refreshers.get(name) ?? createRefresher(read, { leastMilliseconds });
    refreshers.set(name, found);
    found();
  };
  const collect = createCollector((run, events) => {
    if (!appendEvents(client, run, events)) refresh(queryKeys.runEvents(run));
  });
  return (event: FeedEvent) => {
    if (event.stream === "estate/documents") {
      refresh(queryKeys.documents);
      refresh(queryKeys.proposals);
      refresh(queryKeys.runbooks);
      refresh(queryKeys.people);
      refresh(queryKeys.analysis);
      refresh(queryKeys.entities);
      refresh(queryKeys.findings);
      refresh(queryKeys.readiness);
    }
    if (event.stream.startsWith("incident/")) refresh(queryKeys.incidents);
    if (event.stream.startsWith("grant/")) refresh(queryKeys.grants);
    if (!event.stream.startsWith("run/")) return;
    const run = event.stream.slice("run/".length);
    // The log keeps what the decider made, and the feed tells it as it is kept.
    collect(run, event as unknown as ToldRunEvent);
    if (event.type === "RunFinished") refresh(queryKeys.analysis);
    refresh(queryKeys.runs);
    if (event.type === "RunStarted" || event.type === "RunFinished") {
      refresh(queryKeys.entities);
      refresh(queryKeys.readiness);
    }
  };
}

async function follow(client: QueryClient, actor: string | null, signal: AbortSignal): Promise<void> {
  const read = createReader(client);
  for await (const message of followFeed({ baseUrl: "", actor: () => actor, fetch: hearingFetch, signal })) {
    if (message.type === "event") read(message.event);
    if (message.type === "lost") connectionLost(message.reason);
    if (message.type !== "open") continue;
    connectionOpened();
    answersAreFresh();
    // What happened before the connection stood, perhaps in another life of the server, is read anew.
    void client.invalidateQueries();
  }
}

/** Keeps everything on screen in step with the log, over one connection for the whole console. */
export function useLiveFeed(): void {
  const client = useQueryClient();
  const actor = useActor();
  useEffect(() => {
    const leaving = new AbortController();
    void follow(client, actor, leaving.signal);
    return () => leaving.abort();
  }, [client, actor]);
}
