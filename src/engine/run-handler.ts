import type { Refusal, RunCommand } from "#core/run/commands.ts";
import { decide } from "#core/run/decide.ts";
import type { RecordedRunEvent, RunEvent } from "#core/run/events.ts";
import { fold } from "#core/run/evolve.ts";
import { initialRunState, type RunState } from "#core/run/state.ts";
import {
  type Aggregate,
  type AggregateHandler,
  createAggregateHandler,
  type HandleResult,
  type HandlerPorts,
} from "./aggregate-handler.ts";
import { grantJobsOf } from "./grants/step-grants.ts";
import { jobsOf } from "./jobs-of.ts";

export const streamOf = (run: string) => `run/${run}`;

const runs: Aggregate<RunState, RunCommand, RunEvent, Refusal> = {
  streamOf,
  initial: initialRunState,
  decide,
  fold: (state, events) => fold(state, events as unknown as readonly RecordedRunEvent[]),
  jobsOf: (run, events, at, state) => [...jobsOf(run, events, at), ...grantJobsOf(run, events, state)],
};

/** The single writer of run events. */
export type RunHandler = AggregateHandler<RunState, RunCommand, Refusal>;

export const createRunHandler = (ports: HandlerPorts): RunHandler => createAggregateHandler(runs, ports);

/** What became of a command to a run. */
export type RunHandleResult = HandleResult<RunState, Refusal>;
