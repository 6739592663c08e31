import type { RosterSpec } from "../../model/roster.ts";
import { millisecondsOf } from "../../model/instant.ts";
import type { CapacityChange } from "./schedule-problem.ts";

/**
 * How many different people of a team are on duty from an instant on, by its rosters; the seconds count from there.
 * After the last shift that is written down nobody knows, so it is what the team has without rosters
 * (`otherwise`; null: unknown, and then the last known number stays). Null when no roster says anything.
 */
export function rosterCapacity(
  rosters: readonly RosterSpec[],
  at: string,
  otherwise: number | null,
): { readonly capacity: number; readonly changes: readonly CapacityChange[] } | null {
  const begin = millisecondsOf(at);
  const shifts = rosters.flatMap((roster) =>
    roster.shifts.map(({ person, from, until }) => ({
      person,
      from: millisecondsOf(from),
      until: millisecondsOf(until),
    })),
  );
  const rotations = rosters.flatMap(({ rotation }) =>
    rotation && rotation.people.length > 0 ? [rotation] : [],
  );
  const lastEnd = Math.max(...shifts.map(({ until }) => until), Number.NEGATIVE_INFINITY);
  if (rotations.length === 0 && lastEnd <= begin) return null;
  const onDuty = (moment: number): number => {
    const people = new Set(
      shifts.filter((shift) => shift.from <= moment && moment < shift.until).map(({ person }) => person),
    );
    // Whoever has the turn may have a shift as well; that he is one person is worked out only where it can matter.
    for (const { from, everySeconds, people: turns } of rotations) {
      const turn = Math.floor((moment - millisecondsOf(from)) / (everySeconds * 1000));
      if (turn >= 0) people.add(turns[turn % turns.length]!);
    }
    return people.size;
  };
  const moments = new Set(shifts.flatMap(({ from, until }) => [from, until]));
  for (const { from, everySeconds } of rotations) {
    moments.add(millisecondsOf(from));
    for (const moment of turnsBetween(millisecondsOf(from), everySeconds * 1000, begin, lastEnd))
      moments.add(moment);
  }
  const changes = [...moments]
    .filter((moment) => moment > begin)
    .sort((one, other) => one - other)
    .map((moment) => ({
      fromSeconds: (moment - begin) / 1000,
      capacity:
        moment >= lastEnd && rotations.length === 0 && otherwise !== null ? otherwise : onDuty(moment),
    }));
  const capacity = onDuty(begin);
  return {
    capacity,
    changes: changes.filter((change, i) => change.capacity !== (changes[i - 1]?.capacity ?? capacity)),
  };
}

/** Handovers matter only where shifts may hold the same person: within the shifts, and a thousand at most. */
function turnsBetween(first: number, length: number, from: number, to: number): readonly number[] {
  const moments: number[] = [];
  if (!(length > 0)) return moments;
  for (let turn = Math.max(1, Math.ceil((from - first) / length)); moments.length < 1000; turn += 1) {
    const moment = first + turn * length;
    if (moment > to) break;
    moments.push(moment);
  }
  return moments;
}
