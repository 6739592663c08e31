import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { StoredEvent } from "#core/model/event.ts";
import { followFeed } from "../../api/feed.ts";
import { queryKeys } from "../../api/query-keys.ts";
import type { StoredRunEvent } from "../../api/runs.ts";
import { useActor } from "../identity/actor.ts";
import { connectionHeard, connectionLost, connectionOpened } from "./connection.ts";
import { createRefresher } from "./refresher.ts";

/** Five reads of one thing per second at most, however fast events come. */
const leastMilliseconds = 200;

/** Adds an event to the timeline when it is the next one; false when something is missing before it. */
function appendEvent(client: QueryClient, run: string, event: StoredRunEvent): boolean {
  const key = queryKeys.runEvents(run);
  const known = client.getQueryData<readonly StoredRunEvent[]>(key);
  if (known === undefined) return true;
  const last = known.at(-1)?.version ?? 0;
  if (event.version <= last) return true;
  if (event.version !== last + 1) return false;
  client.setQueryData(key, [...known, event]);
  return true;
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
  return (event: StoredEvent) => {
    if (!event.stream.startsWith("run/")) return;
    const run = event.stream.slice("run/".length);
    if (!appendEvent(client, run, event as StoredRunEvent)) refresh(queryKeys.runEvents(run));
    refresh(queryKeys.run(run));
    refresh(queryKeys.runs);
  };
}

/** Keeps everything on screen in step with the log, over one connection for the whole console. */
export function useLiveFeed(): void {
  const client = useQueryClient();
  const actor = useActor();
  useEffect(() => {
    return followFeed(actor, {
      onOpen: () => {
        connectionOpened();
        // What happened before the connection stood, perhaps in another life of the server, is read anew.
        void client.invalidateQueries();
      },
      onEvent: createReader(client),
      onHeard: connectionHeard,
      onLost: connectionLost,
    });
  }, [client, actor]);
}
