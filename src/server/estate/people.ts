import type { Actor } from "#core/model/actor.ts";
import { documentsOf, type Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import { teamMembers } from "#core/model/team-members.ts";

export type Person = { readonly ref: Ref; readonly title: string; readonly teams: readonly Ref[] };

/** The teams of a person, from both sides: those that list them and those they name themselves. */
function teamsOf(person: Ref, members: ReadonlyMap<Ref, readonly Ref[]>): readonly Ref[] {
  return [...members].filter(([, people]) => people.includes(person)).map(([team]) => team);
}

/** The people of an estate with their teams, in the order of their documents. */
export function peopleOf(estate: Estate): readonly Person[] {
  const members = teamMembers(estate);
  return documentsOf(estate, "Person").map(({ ref, title }) => ({
    ref,
    title,
    teams: teamsOf(ref, members),
  }));
}

/** A person of the estate as an actor, or null when the estate has no document of them. */
export function actorOf(estate: Estate, person: Ref): Extract<Actor, { readonly type: "person" }> | null {
  if (estate.documents.get(person)?.kind !== "Person") return null;
  return { type: "person", ref: person, teams: teamsOf(person, teamMembers(estate)) };
}
