import { documentsOf, type Estate } from "./estate.ts";
import { parseRef, type Ref } from "./ref.ts";

/**
 * The people of every team: those the team lists and those who say so themselves, sorted, each once.
 * References of a wrong kind are left out; a rule reports them.
 */
export function teamMembers(estate: Estate): ReadonlyMap<Ref, readonly Ref[]> {
  const members = new Map<Ref, Set<Ref>>();
  const join = (team: Ref, person: Ref) => {
    if (parseRef(team)?.kind === "team" && parseRef(person)?.kind === "person") {
      members.set(team, (members.get(team) ?? new Set()).add(person));
    }
  };
  for (const team of documentsOf(estate, "Team")) {
    members.set(team.ref, members.get(team.ref) ?? new Set());
    for (const person of team.spec.members) join(team.ref, person);
  }
  for (const person of documentsOf(estate, "Person")) {
    for (const team of person.spec.teams) join(team, person.ref);
  }
  return new Map([...members].map(([team, people]) => [team, [...people].toSorted()]));
}
