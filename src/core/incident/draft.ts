import type { Actor } from "../model/actor.ts";
import type { IncidentRefusal } from "./commands.ts";
import type { IncidentEvent } from "./events.ts";
import { applyEvent } from "./evolve.ts";
import { draftOf, type IncidentState } from "./state.ts";

/** A decision in the making: the events so far and the state as they leave it. */
export type Draft = {
  readonly state: IncidentState;
  readonly events: IncidentEvent[];
  readonly actor: Actor;
  readonly at: string;
  /** Records an event and applies it, so that what follows is decided on the state after it. */
  readonly emit: (event: IncidentEvent) => void;
};

/** Opens a draft on a copy of `state`; `at` is an ISO 8601 instant, and stamps every event it records. */
export function openDraft(state: IncidentState, actor: Actor, at: string): Draft {
  const draft = draftOf(state);
  const events: IncidentEvent[] = [];
  const emit = (event: IncidentEvent) => {
    events.push(event);
    applyEvent(draft, { ...event, actor, at });
  };
  return { state: draft, events, actor, at, emit };
}

/** A refusal: the command is not allowed now, and `message` says to a person why. */
export function refuse(code: IncidentRefusal["code"], message: string): IncidentRefusal {
  return { code, message };
}

/** Refuses an empty reason: why something was done stands in the record for ever. */
export function needReason(reason: string): IncidentRefusal | null {
  return reason.trim() === ""
    ? refuse("reason-missing", "Say why: the reason stands in the record of the incident.")
    : null;
}
