import type { Refusal, RunCommand } from "#core/run/commands.ts";
import { decide } from "#core/run/decide.ts";
import type { RecordedRunEvent, RunEvent } from "#core/run/events.ts";
import { fold } from "#core/run/evolve.ts";
import { initialRunState, type RunState } from "#core/run/state.ts";
import type { Clock } from "./clock.ts";
import { type Append, type EventStore, StoreUnavailable } from "./event-store.ts";
import { jobsOf } from "./jobs-of.ts";
import type { JobAttempt } from "./queue.ts";

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

export type HandleResult =
  /** `stored` is false when the command changed nothing: then nothing was completed either. */
  | {
      readonly status: "accepted";
      readonly stored: boolean;
      readonly state: RunState;
      readonly version: number;
    }
  | { readonly status: "refused"; readonly refusal: Refusal; readonly state: RunState }
  /** The job this decision would have completed belongs to a newer attempt: nothing was stored. */
  | { readonly status: "job-lost" };

/** The single writer of run events: load, decide, append with the jobs that follow. */
export type RunHandler = {
  handle(run: string, command: RunCommand, options: HandleOptions): Promise<HandleResult>;
  /** The run as the log tells it now. */
  read(run: string): Promise<{ readonly state: RunState; readonly version: number }>;
};

export type RunHandlerPorts = { readonly events: EventStore; readonly clock: Clock };

type Known = { readonly state: RunState; readonly version: number };

/** Runs kept in memory; a run that waits for a person for days costs rows, not memory. */
const knownRunsMax = 500;
const firstBackoffSeconds = 0.05;
const backoffSecondsMax = 2;

export const streamOf = (run: string) => `run/${run}`;

export function createRunHandler({ events, clock }: RunHandlerPorts): RunHandler {
  const known = new Map<string, Known>();
  const tails = new Map<string, Promise<unknown>>();

  function remember(run: string, entry: Known): void {
    known.delete(run);
    known.set(run, entry);
    const oldest = known.keys().next();
    if (known.size > knownRunsMax && !oldest.done) known.delete(oldest.value);
  }

  async function refresh(run: string): Promise<Known> {
    const before = known.get(run) ?? { state: initialRunState(), version: 0 };
    const news = await events.load(streamOf(run), before.version);
    if (news.length === 0) return before;
    const state = fold(before.state, news as unknown as readonly RecordedRunEvent[]);
    const entry = { state, version: before.version + news.length };
    remember(run, entry);
    return entry;
  }

  /** One try. `null` means: the state was not fresh enough, try again on a fresh one. */
  async function attempt(
    run: string,
    command: RunCommand,
    options: HandleOptions,
    isFresh: boolean,
  ): Promise<HandleResult | null> {
    const cached = isFresh ? undefined : known.get(run);
    const { state, version } = cached ?? (await refresh(run));
    const decision = decide(command, state);
    // A decision to do nothing writes nothing, so no version check protects it: it only counts
    // when it was made on the state as it is in the log now.
    if (decision.status === "refused") {
      return cached ? null : { status: "refused", refusal: decision.refusal, state };
    }
    if (decision.events.length === 0)
      return cached ? null : { status: "accepted", stored: false, state, version };
    const result = await events.append(appendOf(run, version, command, decision.events, options));
    switch (result.status) {
      case "appended": {
        const entry = { state: decision.state, version: version + decision.events.length };
        remember(run, entry);
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

  async function handleAlone(
    run: string,
    command: RunCommand,
    options: HandleOptions,
  ): Promise<HandleResult> {
    let isFresh = false;
    let mayBeStored = options.mayBeRepeated ?? false;
    let backoffSeconds = firstBackoffSeconds;
    const startedSeconds = clock.monotonicSeconds();
    for (;;) {
      try {
        if (mayBeStored && (await events.causedBy(streamOf(run), options.commandId)).length > 0) {
          return { status: "accepted", stored: true, ...(await refresh(run)) };
        }
        mayBeStored = false;
        const result = await attempt(run, command, options, isFresh);
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
    handle(run, command, options) {
      // Commands of one run queue up here; across nodes the version check does the same.
      const tail = tails.get(run) ?? Promise.resolve();
      const result = tail.then(() => handleAlone(run, command, options));
      const settled = result.then(
        () => {},
        () => {},
      );
      tails.set(run, settled);
      void settled.then(() => {
        if (tails.get(run) === settled) tails.delete(run);
      });
      return result;
    },
    read: refresh,
  };
}

function appendOf(
  run: string,
  version: number,
  command: RunCommand,
  events: readonly RunEvent[],
  options: HandleOptions,
): Append {
  return {
    stream: streamOf(run),
    expectedVersion: version,
    events,
    actor: command.actor,
    at: command.at,
    commandId: options.commandId,
    adds: jobsOf(run, events, command.at),
    ...(options.completes ? { completes: options.completes } : {}),
    ...(options.holds ? { holds: options.holds } : {}),
  };
}
