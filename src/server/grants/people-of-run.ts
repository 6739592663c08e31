import type { IncidentState } from "#core/incident/state.ts";
import type { Actor } from "#core/model/actor.ts";
import type { Ref } from "#core/model/ref.ts";
import { isSettled, type RunState } from "#core/run/state.ts";

/** Everybody who has a part in a run: who leads and started it, who does and approves what is left of it. */
export function peopleOfRun(state: RunState): readonly Ref[] {
  const people = new Set<Ref>();
  const add = (ref: Ref | undefined) => {
    if (ref === undefined) return;
    for (const each of ref.startsWith("person:") ? [ref] : (state.plan?.members[ref] ?? [])) people.add(each);
  };
  const addActor = (actor: Actor | null) => {
    if (actor?.type === "person") add(actor.ref);
  };
  addActor(state.startedBy);
  addActor(state.lead);
  for (const { definition, responsible, takenBy, approvals, status } of state.steps.values()) {
    addActor(takenBy);
    for (const each of approvals) addActor(each);
    if (isSettled(status)) continue;
    add(responsible);
    add(definition.accountable);
    add(definition.approval?.by);
    if (definition.work.type === "decision") add(definition.work.authority);
  }
  return [...people].toSorted();
}

/** Whoever has taken a part in an incident, or was asked to. */
export function peopleOfIncident({ roles }: IncidentState): readonly Ref[] {
  return [...roles.values()].map(({ person }) => person);
}
