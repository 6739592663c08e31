import type { GrantCommand, GrantRefusal } from "#core/grant/commands.ts";
import { decide } from "#core/grant/decide.ts";
import { type GrantEvent, grantStreamPrefix, type RecordedGrantEvent } from "#core/grant/events.ts";
import { fold } from "#core/grant/evolve.ts";
import { type GrantState, initialGrantState } from "#core/grant/state.ts";
import { textForRun } from "#core/grant/tell-run.ts";
import { secondsBetween } from "#core/model/instant.ts";
import type { Ref } from "#core/model/ref.ts";
import {
  type Aggregate,
  type AggregateHandler,
  createAggregateHandler,
  type HandlerPorts,
} from "../aggregate-handler.ts";
import type { NewJob } from "../queue.ts";

/** What stands in a job of the `grant` queue. */
export type GrantJobData =
  /** Carry the act out at the target. */
  | { readonly purpose: "open" | "close"; readonly grant: string }
  /** Look whether it has to end. */
  | { readonly purpose: "watch"; readonly grant: string }
  /** Put a text into the timeline of the run. */
  | { readonly purpose: "tell"; readonly run: string; readonly step: string | null; readonly text: string }
  /** Write to somebody that glass was broken. */
  | { readonly purpose: "notify"; readonly grant: string; readonly person: Ref }
  /** A step was opened that declares grants. */
  | { readonly purpose: "step"; readonly run: string; readonly step: string };

const grantJob = (data: GrantJobData, startAfterSeconds = 0): NewJob => ({
  queue: "grant",
  data,
  ...(startAfterSeconds > 0 ? { startAfterSeconds } : {}),
});

/** The acts that follow from one event. */
function actsAfter(grant: string, event: GrantEvent, at: string): readonly NewJob[] {
  switch (event.type) {
    case "GrantAsked": {
      const watch = grantJob({ purpose: "watch", grant });
      if (event.data.origin !== "break-glass") return [watch];
      const told = event.data.notified.map((person) => grantJob({ purpose: "notify", grant, person }));
      return [grantJob({ purpose: "open", grant }), watch, ...told];
    }
    case "GrantApproved":
      return [grantJob({ purpose: "open", grant })];
    case "OpeningFailed":
      if (event.data.retryAt === null) return [];
      return [grantJob({ purpose: "open", grant }, secondsBetween(at, event.data.retryAt))];
    case "RevocationAsked":
    case "LateOpeningSeen":
      return [grantJob({ purpose: "close", grant })];
    case "ClosingFailed":
      return [grantJob({ purpose: "close", grant }, secondsBetween(at, event.data.retryAt))];
    default:
      return [];
  }
}

function jobsOf(
  grant: string,
  events: readonly GrantEvent[],
  at: string,
  state: GrantState,
): readonly NewJob[] {
  return events.flatMap((event) => {
    const text = textForRun(grant, event, state);
    const acts = actsAfter(grant, event, at);
    if (text === null || state.asked === null) return acts;
    const { run, step } = state.asked;
    return [...acts, grantJob({ purpose: "tell", run, step, text })];
  });
}

const grants: Aggregate<GrantState, GrantCommand, GrantEvent, GrantRefusal> = {
  streamOf: (grant) => `${grantStreamPrefix}${grant}`,
  initial: initialGrantState,
  decide,
  fold: (state, events) => fold(state, events as unknown as readonly RecordedGrantEvent[]),
  jobsOf,
};

/** The single writer of the events of grants. */
export type GrantHandler = AggregateHandler<GrantState, GrantCommand, GrantRefusal>;

export const createGrantHandler = (ports: HandlerPorts): GrantHandler =>
  createAggregateHandler(grants, ports);
