import type { Ref } from "../../model/ref.ts";
import type { CalloutDemand, MissingPart } from "./callout-events.ts";

/** Who fills which part, and which parts are still short. */
export type Quorum = {
  /** By role, the people who fill it. */
  readonly filled: ReadonlyMap<string, readonly Ref[]>;
  readonly missing: readonly MissingPart[];
};

/**
 * Gives each of the `coming` one part at most, so that as many parts as possible are filled: one person who could be
 * DBA and decider is not both. Maximum bipartite matching by augmenting paths (Kuhn), O(places × people).
 */
export function quorumOf(demands: readonly CalloutDemand[], coming: ReadonlySet<Ref>): Quorum {
  const places = demands.flatMap((demand) => Array.from({ length: demand.need }, () => demand));
  const placeOf = new Map<Ref, number>();

  function seat(place: number, tried: Set<Ref>): boolean {
    for (const { person } of places[place]?.people ?? []) {
      if (!coming.has(person) || tried.has(person)) continue;
      tried.add(person);
      const other = placeOf.get(person);
      if (other === undefined || seat(other, tried)) {
        placeOf.set(person, place);
        return true;
      }
    }
    return false;
  }

  for (let place = 0; place < places.length; place += 1) seat(place, new Set());
  const filled = new Map<string, Ref[]>(demands.map(({ role }) => [role, []]));
  for (const [person, place] of placeOf) filled.get(places[place]?.role ?? "")?.push(person);
  const missing = demands
    .map(({ role, need }) => ({ role, need, have: filled.get(role)?.length ?? 0 }))
    .filter(({ need, have }) => have < need);
  return { filled, missing };
}
