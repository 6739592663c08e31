import { instant, millisecondsOf } from "../../model/instant.ts";
import type { Ref } from "../../model/ref.ts";
import type { RosterSpec } from "../../model/roster.ts";

/** Where a roster puts a person on duty: the number of a shift, or of a place in the rotation. */
export type DutyPlace = { readonly in: "shifts" | "rotation"; readonly index: number };

/** One person on duty for two teams at once: whoever counts people would count one of them twice. */
export type DoubleDuty = {
  readonly person: Ref;
  readonly teams: readonly [Ref, Ref];
  /** When it begins: an instant. */
  readonly at: string;
  /** The roster that adds the second duty, and where in it. */
  readonly roster: Ref;
  readonly place: DutyPlace;
};

/** Of a rotation so many turns are looked at: beyond a year of weeks nobody plans. */
const turnsMax = 60;

type Stretch = {
  readonly roster: Ref;
  readonly team: Ref;
  readonly person: Ref;
  readonly place: DutyPlace;
  readonly from: number;
  readonly until: number;
};

/**
 * People whom rosters put on duty for two teams at the same time, from an instant on; each pair of teams once per
 * person. Takes time in proportion to the stretches of duty, and n log n to sort them.
 */
export function doubleDuty(
  rosters: readonly { readonly ref: Ref; readonly spec: RosterSpec }[],
  from: string,
): readonly DoubleDuty[] {
  const begin = millisecondsOf(from);
  const stretches = rosters.flatMap(({ ref, spec }) => [
    ...shiftsOf(ref, spec),
    ...turnsOf(ref, spec, begin),
  ]);
  const byPerson = Map.groupBy(
    stretches.filter(({ until }) => until > begin),
    ({ person }) => person,
  );
  const people = [...byPerson.keys()].sort();
  return people.flatMap((person) => clashesOf(byPerson.get(person) ?? []));
}

function shiftsOf(roster: Ref, { team, shifts }: RosterSpec): readonly Stretch[] {
  return shifts.map(({ person, from, until }, index) => ({
    roster,
    team,
    person,
    place: { in: "shifts", index },
    from: millisecondsOf(from),
    until: millisecondsOf(until),
  }));
}

function turnsOf(roster: Ref, { team, rotation }: RosterSpec, begin: number): readonly Stretch[] {
  if (rotation === null || rotation.people.length === 0 || !(rotation.everySeconds > 0)) return [];
  const first = millisecondsOf(rotation.from);
  const length = rotation.everySeconds * 1000;
  const earliest = Math.max(0, Math.floor((begin - first) / length));
  return Array.from({ length: turnsMax }, (_, at) => {
    const turn = earliest + at;
    const index = turn % rotation.people.length;
    const from = first + turn * length;
    return {
      roster,
      team,
      person: rotation.people[index]!,
      place: { in: "rotation", index },
      from,
      until: from + length,
    };
  });
}

/** Of one person's stretches those that begin while another team still has the person. */
function clashesOf(stretches: readonly Stretch[]): readonly DoubleDuty[] {
  const found = new Map<string, DoubleDuty>();
  /** By team the stretch that ends last: one that began before and ended sooner clashes with nothing new. */
  const latest = new Map<Ref, Stretch>();
  for (const next of stretches.toSorted(byTime)) {
    for (const [team, { until }] of latest) {
      if (team === next.team || until <= next.from) continue;
      const teams = [team, next.team].sort() as [Ref, Ref];
      const { person, roster, place } = next;
      if (!found.has(teams.join(" ")))
        found.set(teams.join(" "), { person, teams, at: instant(next.from), roster, place });
    }
    const known = latest.get(next.team);
    if (known === undefined || known.until < next.until) latest.set(next.team, next);
  }
  return [...found.values()];
}

function byTime(one: Stretch, other: Stretch): number {
  return one.from - other.from || (one.team < other.team ? -1 : 1);
}
