import type { Actor } from "#core/model/actor.ts";
import type { NewEvent, StoredEvent } from "#core/model/event.ts";
import type { Clock } from "./clock.ts";
import { type Append, type EventStore, StoreUnavailable } from "./event-store.ts";
import type { JobAttempt, NewJob } from "./queue.ts";

/** What makes an aggregate: its rules, where its events lie, and the jobs that follow from them. */
export type Aggregate<State, Command extends AggregateCommand, Event extends NewEvent, Refusal> = {
  /** The stream of the aggregate with this id. */
  readonly streamOf: (id: string) => string;
  readonly initial: () => State;
  readonly decide: (
    command: Command,
    state: State,
  ) =>
    | { readonly status: "accepted"; readonly events: readonly Event[]; readonly state: State }
    | { readonly status: "refused"; readonly refusal: Refusal };
  readonly fold: (state: State, events: readonly StoredEvent[]) => State;
  /** The jobs that follow from events decided at `at`, which led to `state`; stored in the same transaction. */
  readonly jobsOf: (id: string, events: readonly Event[], at: string, state: State) => readonly NewJob[];
};

/** Who gives a command, and when. */
export type AggregateCommand = { readonly actor: Actor; readonly at: string };

/** How a command is to be carried out. */
export type HandleOptions = {
  /** The same id is carried out once, however often it is sent. */
  readonly commandId: string;
  /** True when the sender may have sent this id before: it is looked up first. */
  readonly mayBeRepeated?: boolean;
  readonly completes?: JobAttempt;
  readonly holds?: JobAttempt;
  /** Seconds to go on trying while the database is away; for ever when absent. */
  readonly giveUpSeconds?: number;
};

export type HandleResult<State, Refusal> =
  /** `stored` is false when the command changed nothing: then nothing was completed either. */
  | {
      readonly status: "accepted";
      readonly stored: boolean;
      readonly state: State;
      readonly version: number;
    }
  | { readonly status: "refused"; readonly refusal: Refusal; readonly state: State }
  /** The job this decision would have completed belongs to a newer attempt: nothing was stored. */
  | { readonly status: "job-lost" };

/** The single writer of an aggregate's events: load, decide, append with the jobs that follow. */
export type AggregateHandler<State, Command extends AggregateCommand, Refusal> = {
  handle(id: string, command: Command, options: HandleOptions): Promise<HandleResult<State, Refusal>>;
  /** The aggregate as the log tells it now. */
  read(id: string): Promise<{ readonly state: State; readonly version: number }>;
};

export type HandlerPorts = { readonly events: EventStore; readonly clock: Clock };

/** Aggregates kept in memory; one that waits for a person for days costs rows, not memory. */
const knownMax = 500;
const firstBackoffSeconds = 0.05;
const backoffSecondsMax = 2;

/** The handler of an aggregate; commands of one id are carried out one after another. */
export function createAggregateHandler<
  State,
  Command extends AggregateCommand,
  Event extends NewEvent,
  Refusal,
>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  { events, clock }: HandlerPorts,
): AggregateHandler<State, Command, Refusal> {
  type Known = { readonly state: State; readonly version: number };
  type Result = HandleResult<State, Refusal>;
  const { streamOf } = aggregate;
  const known = new Map<string, Known>();
  const tails = new Map<string, Promise<unknown>>();

  function remember(id: string, entry: Known): void {
    known.delete(id);
    known.set(id, entry);
    const oldest = known.keys().next();
    if (known.size > knownMax && !oldest.done) known.delete(oldest.value);
  }

  async function refresh(id: string): Promise<Known> {
    const before = known.get(id) ?? { state: aggregate.initial(), version: 0 };
    const news = await events.load(streamOf(id), before.version);
    if (news.length === 0) return before;
    const state = aggregate.fold(before.state, news);
    const entry = { state, version: before.version + news.length };
    remember(id, entry);
    return entry;
  }

  function appendOf(
    id: string,
    version: number,
    command: Command,
    decided: { readonly events: readonly Event[]; readonly state: State },
    options: HandleOptions,
  ): Append {
    return {
      stream: streamOf(id),
      expectedVersion: version,
      events: decided.events,
      actor: command.actor,
      at: command.at,
      commandId: options.commandId,
      adds: aggregate.jobsOf(id, decided.events, command.at, decided.state),
      ...(options.completes ? { completes: options.completes } : {}),
      ...(options.holds ? { holds: options.holds } : {}),
    };
  }

  /** One try. `null` means: the state was not fresh enough, try again on a fresh one. */
  async function attempt(
    id: string,
    command: Command,
    options: HandleOptions,
    isFresh: boolean,
  ): Promise<Result | null> {
    const cached = isFresh ? undefined : known.get(id);
    const { state, version } = cached ?? (await refresh(id));
    const decision = aggregate.decide(command, state);
    // A decision to do nothing writes nothing, so no version check protects it: it only counts
    // when it was made on the state as it is in the log now.
    if (decision.status === "refused") {
      return cached ? null : { status: "refused", refusal: decision.refusal, state };
    }
    if (decision.events.length === 0)
      return cached ? null : { status: "accepted", stored: false, state, version };
    const result = await events.append(appendOf(id, version, command, decision, options));
    switch (result.status) {
      case "appended": {
        const entry = { state: decision.state, version: version + decision.events.length };
        remember(id, entry);
        return { status: "accepted", stored: true, ...entry };
      }
      case "conflict":
        return null;
      case "job-lost":
        return { status: "job-lost" };
      default:
        return result satisfies never;
    }
  }

  async function handleAlone(id: string, command: Command, options: HandleOptions): Promise<Result> {
    let isFresh = false;
    let mayBeStored = options.mayBeRepeated ?? false;
    let backoffSeconds = firstBackoffSeconds;
    const startedSeconds = clock.monotonicSeconds();
    for (;;) {
      try {
        if (mayBeStored && (await events.causedBy(streamOf(id), options.commandId)).length > 0) {
          return { status: "accepted", stored: true, ...(await refresh(id)) };
        }
        mayBeStored = false;
        const result = await attempt(id, command, options, isFresh);
        if (result) return result;
        isFresh = true;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        const triedSeconds = clock.monotonicSeconds() - startedSeconds;
        if (options.giveUpSeconds !== undefined && triedSeconds > options.giveUpSeconds) throw error;
        // A COMMIT whose answer was lost may have been carried out: look before deciding again.
        mayBeStored = true;
        isFresh = true;
        await clock.sleep(backoffSeconds);
        backoffSeconds = Math.min(backoffSeconds * 2, backoffSecondsMax);
      }
    }
  }

  return {
    handle(id, command, options) {
      // Commands of one id queue up here; across nodes the version check does the same.
      const tail = tails.get(id) ?? Promise.resolve();
      const result = tail.then(() => handleAlone(id, command, options));
      const settled = result.then(
        () => {},
        () => {},
      );
      tails.set(id, settled);
      void settled.then(() => {
        if (tails.get(id) === settled) tails.delete(id);
      });
      return result;
    },
    read: refresh,
  };
}
