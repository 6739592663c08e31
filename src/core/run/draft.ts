import type { Actor } from "../model/actor.ts";
import type { StepId } from "../model/step.ts";
import type { Refusal } from "./commands.ts";
import type { RunEvent } from "./events.ts";
import { applyEvent } from "./evolve.ts";
import { draftOf, type RunState, type StepState } from "./state.ts";

/** A decision in the making: the events so far and the state as they leave it. */
export type Draft = {
  readonly state: RunState;
  readonly events: RunEvent[];
  readonly actor: Actor;
  readonly at: string;
  /** Records an event and applies it, so that what follows is decided on the state after it. */
  readonly emit: (event: RunEvent) => void;
};

/** Opens a draft on a copy of `state`; `at` is an ISO 8601 instant, and stamps every event it records. */
export function openDraft(state: RunState, actor: Actor, at: string): Draft {
  const draft = draftOf(state);
  const events: RunEvent[] = [];
  const emit = (event: RunEvent) => {
    events.push(event);
    applyEvent(draft, { ...event, actor, at });
  };
  return { state: draft, events, actor, at, emit };
}

/** The step of that id, which the caller knows to be there. */
export function stepOf(draft: Draft, id: StepId): StepState {
  const step = draft.state.steps.get(id);
  if (!step) throw new Error(`step ${id} is not part of the run`);
  return step;
}

/** A refusal: the command is not allowed now, and `message` says to a person why. */
export function refuse(code: Refusal["code"], message: string): Refusal {
  return { code, message };
}
