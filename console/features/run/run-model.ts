import type { Actor } from "#core/model/actor.ts";
import { fold } from "#core/run/evolve.ts";
import { initialRunState, type RunState, type StepState } from "#core/run/state.ts";
import { type RunView, runView, type StepView, stepView } from "#core/run/view.ts";
import type { ToldRunEvent } from "../../api/runs.ts";

/** Folds the events of one run; what was folded before is not folded again. */
export type RunFold = (events: readonly ToldRunEvent[]) => RunState;

/** Makes the fold of one run. Events only ever come at the end, so the last known one tells whether it is so. */
export function createRunFold(): RunFold {
  let known: readonly ToldRunEvent[] = [];
  let state = initialRunState();
  return (events) => {
    if (events === known) return state;
    const goesOn = known.length > 0 && events[known.length - 1] === known.at(-1);
    state = goesOn ? fold(state, events.slice(known.length)) : fold(initialRunState(), events);
    known = events;
    return state;
  };
}

/** The state after so many events: what a replay shows. */
export function stateAt(events: readonly ToldRunEvent[], count: number): RunState {
  return fold(initialRunState(), events.slice(0, count));
}

/** A state of a step never changes, so what is shown of it is made once. */
const lookedAt = new WeakMap<StepState, StepView>();

function shownStep(state: RunState, step: StepState): StepView {
  const known = lookedAt.get(step);
  if (known !== undefined) return known;
  const shown = stepView(state, step, null);
  lookedAt.set(step, shown);
  return shown;
}

type Looking = {
  readonly id: string;
  readonly version: number;
  /** ISO 8601. */
  readonly now: string;
  /** Who looks and may act; null only looks: at a replay, or before somebody was chosen. */
  readonly asker: Actor | null;
  /** The step whose commands are wanted; those of thousands of others nobody sees. */
  readonly selected: string | null;
};

/** The run as the page shows it, made from its events by the same rules as the server's. */
export function shownRun(state: RunState, { id, version, now, asker, selected }: Looking): RunView {
  return runView(id, version, state, asker, now, (step) =>
    step.definition.id === selected && asker !== null ? stepView(state, step, asker) : shownStep(state, step),
  );
}
