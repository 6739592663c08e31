import type { AccessEvent } from "#core/access/events.ts";
import { accessStream } from "#core/access/events.ts";
import { type AccessState, evolve, initialAccessState, type RecordedAccess } from "#core/access/state.ts";
import type { Actor } from "#core/model/actor.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { Clock } from "#engine/clock.ts";
import type { EventStore } from "#engine/event-store.ts";

/** The single writer of what happens to accounts and roles, and the place that knows who has which. */
export type AccessDesk = {
  /** As the log tells it now. */
  read(): Promise<AccessState>;
  /** The newest state this process knows; the feed keeps it current, and each write of this node. */
  known(): AccessState;
  /** Records what `decide` makes of the state as it is; it may throw, and then nothing happens. */
  record(
    actor: Actor,
    commandId: string,
    decide: (state: AccessState) => readonly AccessEvent[],
  ): Promise<AccessState>;
  history(): Promise<readonly StoredEvent[]>;
};

/** Another writer came first so often that something else must be wrong. */
const triesMax = 20;

/** Opens the desk. Reads nothing yet. */
export function createAccessDesk({
  events,
  clock,
}: {
  readonly events: EventStore;
  readonly clock: Clock;
}): AccessDesk {
  let known = { state: initialAccessState, version: 0 };
  async function refresh() {
    const news = await events.load(accessStream, known.version);
    for (const event of news) {
      if (event.version !== known.version + 1) continue;
      known = {
        state: evolve(known.state, event as unknown as RecordedAccess),
        version: event.version,
      };
    }
    return known;
  }
  return {
    read: async () => (await refresh()).state,
    known: () => known.state,
    history: () => events.load(accessStream, 0),
    async record(actor, commandId, decide) {
      for (let tries = 0; tries < triesMax; tries++) {
        const { state, version } = await refresh();
        if ((await events.causedBy(accessStream, commandId)).length > 0) return state;
        const decided = decide(state);
        if (decided.length === 0) return state;
        const append = { stream: accessStream, expectedVersion: version, actor, at: clock.now(), commandId };
        const result = await events.append({ ...append, events: decided });
        if (result.status === "appended") return (await refresh()).state;
      }
      throw new Error("roles are changed by somebody else all the time");
    },
  };
}
