import { millisecondsOf } from "../../model/instant.ts";
import type { Ref } from "../../model/ref.ts";
import type { RosterSpec } from "../../model/roster.ts";

/** What rosters say of the people of a team at a moment. */
export type Duty = {
  /** Those on duty: shifts as written, then whose turn it is. Null when no roster says anything of this moment. */
  readonly onDuty: readonly Ref[] | null;
};

/**
 * Who is on duty by the rosters of a team. Shifts go before the rotation; a roster whose shifts have all ended, and
 * that has no rotation, says nothing of now.
 */
export function onDutyAt(rosters: readonly RosterSpec[], at: string): Duty {
  const now = millisecondsOf(at);
  const found = new Set<Ref>();
  let says = false;
  for (const { shifts, rotation } of rosters) {
    for (const { person, from, until } of shifts) {
      if (until > at) says = true;
      if (from <= at && at < until) found.add(person);
    }
    const turn =
      rotation === null
        ? -1
        : Math.floor((now - millisecondsOf(rotation.from)) / (rotation.everySeconds * 1000));
    if (rotation === null || turn < 0) continue;
    says = true;
    const person = rotation.people[turn % rotation.people.length];
    if (person !== undefined) found.add(person);
  }
  return { onDuty: says ? [...found] : null };
}
