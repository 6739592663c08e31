import { type Schedule, solveSchedule } from "#core/analysis/schedule/solve-schedule.ts";
import { type ProjectShape, randomProject, shapesLike } from "./random-project.ts";
import { type Row, short } from "./table.ts";

type Solved = { readonly shape: ProjectShape; readonly seed: number; readonly schedule: Schedule };

/** One instance within so many seconds; ended earlier where the schedule is proven to be the shortest. */
function solveWithin(shape: ProjectShape, seed: number, seconds: number, searchSeed = 1): Schedule {
  const endsAt = performance.now() + seconds * 1000;
  const answer = solveSchedule(randomProject(shape, seed), {
    seed: searchSeed,
    schedulesMax: Number.POSITIVE_INFINITY,
    nodesMax: 100_000,
    isOver: () => performance.now() > endsAt,
  });
  if (answer.status === "infeasible") throw new Error("the generator made an instance that cannot be done");
  return answer.schedule;
}

/** Every n-th of the cells of a published set, each with its own seed. */
function solveSet(activities: number, seconds: number, every: number): readonly Solved[] {
  return shapesLike(activities).flatMap((shape, at) => {
    if (at % every !== 0) return [];
    return [{ shape, seed: at + 1, schedule: solveWithin(shape, at + 1, seconds) }];
  });
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How far a set is from the best that two longer searches with other luck find, over all of its instances; those that
 * are proven are at distance 0. Only the first few that are not proven are searched again, and stand for the others.
 */
function gapToBestKnown(set: readonly Solved[], seconds: number, tried: number): number {
  const open = set.filter(({ schedule }) => !schedule.isOptimal);
  const gaps = open.slice(0, tried).map(({ shape, seed, schedule }) => {
    const others = [2, 3].map((searchSeed) => solveWithin(shape, seed, seconds, searchSeed).seconds);
    const best = Math.min(schedule.seconds, ...others);
    return schedule.seconds / best - 1;
  });
  return (mean(gaps) * open.length) / set.length;
}

function rowsOf(name: string, set: readonly Solved[], target: string, bestKnown: number): readonly Row[] {
  const proven = set.filter(({ schedule }) => schedule.isOptimal).length;
  const percent = (share: number) => `${short(100 * share + 1e-9)} %`;
  return [
    [`${name}: mean gap to the best known, by longer searches (target ${target})`, percent(bestKnown)],
    [`${name}: mean gap to the proven lower bound`, percent(mean(set.map(({ schedule }) => schedule.gap)))],
    [`${name}: proven to be the shortest`, `${proven} of ${set.length}`],
  ];
}

/**
 * Schedules of projects like those of the published single-mode sets (made by a generator with the same parameters; the
 * sets themselves are not shipped), each within the time that people would wait.
 */
export function scheduleQuality(): Promise<readonly Row[]> {
  const small = solveSet(30, 1, 1);
  const middle = solveSet(60, 5, 5);
  const large = solveSet(120, 5, 8);
  return Promise.resolve([
    ...rowsOf("30 activities, 1 s each", small, "0.5 %", gapToBestKnown(small, 3, 2)),
    ...rowsOf("60 activities, 5 s each", middle, "3 %", gapToBestKnown(middle, 5, 2)),
    ...rowsOf("120 activities, 5 s each", large, "6 %", gapToBestKnown(large, 5, 2)),
  ]);
}
