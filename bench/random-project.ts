import { type Random, seededRandom } from "#core/analysis/probability/random.ts";
import type { ScheduleProblem } from "#core/analysis/schedule/schedule-problem.ts";

/** What makes a project easy or hard, in the terms of ProGen (Kolisch, Sprecher, Drexl 1995). */
export type ProjectShape = {
  readonly activities: number;
  readonly resources: number;
  /** Relations per activity, none implied by others. */
  readonly networkComplexity: number;
  /** Share of the resources that an activity needs. */
  readonly resourceFactor: number;
  /** 0: as little as allows any schedule at all; 1: so much that nothing ever waits. */
  readonly resourceStrength: number;
};

/** The sixteen hardest of the 48 cells of the published sets stand for them here, with all of them taken in turn. */
export function shapesLike(activities: number): readonly ProjectShape[] {
  const shapes: ProjectShape[] = [];
  const strengths = activities >= 120 ? [0.1, 0.2, 0.3, 0.4, 0.5] : [0.2, 0.5, 0.7, 1];
  for (const networkComplexity of [1.5, 1.8, 2.1])
    for (const resourceFactor of [0.25, 0.5, 0.75, 1])
      for (const resourceStrength of strengths)
        shapes.push({ activities, resources: 4, networkComplexity, resourceFactor, resourceStrength });
  return shapes;
}

/** A project of a shape: durations 1 to 10 s, demands 1 to 10 units, always the same for a seed. */
export function randomProject(shape: ProjectShape, seed: number): ScheduleProblem {
  const random = seededRandom(seed);
  const size = shape.activities;
  const after = relations(shape, random);
  const duration = Array.from({ length: size }, () => 1 + random.below(10));
  const demand = Array.from({ length: size }, () => demands(shape, random));
  const names = Array.from({ length: shape.resources }, (_, r) => `resource-${r}`);
  const start = earliestStarts(after, duration);
  const resources = names.map((id, r) => {
    const least = Math.max(1, ...demand.map((row) => row[r] ?? 0));
    const peak = peakOf(start, duration, demand, r);
    return {
      id,
      capacity: least + Math.round(shape.resourceStrength * Math.max(0, peak - least)),
      changes: [],
    };
  });
  const idOf = (index: number) => `a${String(index).padStart(4, "0")}`;
  return {
    resources,
    activities: after.map((before, index) => ({
      id: idOf(index),
      after: before.map((other) => idOf(other)),
      durationSeconds: duration[index] ?? 0,
      needs: Object.fromEntries(names.map((name, r) => [name, demand[index]?.[r] ?? 0])),
      notBeforeSeconds: 0,
    })),
  };
}

function relations(shape: ProjectShape, random: Random): readonly (readonly number[])[] {
  const size = shape.activities;
  const after: number[][] = Array.from({ length: size }, () => []);
  const reach: Set<number>[] = Array.from({ length: size }, () => new Set());
  const firsts = 3;
  const add = (before: number, next: number): boolean => {
    const implied = after[next]?.some((other) => other === before || reach[other]?.has(before));
    if (implied === true || (after[next]?.length ?? 0) >= 3) return false;
    // Relations that the new one implies would not count.
    if (after[next]?.some((other) => reach[before]?.has(other))) return false;
    after[next]?.push(before);
    reach[next] = new Set([...(reach[next] ?? []), before, ...(reach[before] ?? [])]);
    return true;
  };
  let count = 0;
  for (let next = firsts; next < size; next += 1) {
    const window = Math.min(next, Math.max(8, Math.round(size / 4)));
    if (add(next - 1 - random.below(window), next)) count += 1;
  }
  const wanted = Math.round(shape.networkComplexity * size) - 2 * firsts;
  for (let attempt = 0; count < wanted && attempt < 50 * size; attempt += 1) {
    // Later ones last, so that what is reached from each is complete when it is asked.
    const next = firsts + Math.floor((attempt / (50 * size)) * (size - firsts));
    if (add(random.below(next), next)) count += 1;
  }
  return after;
}

function demands(shape: ProjectShape, random: Random): readonly number[] {
  const row = Array.from({ length: shape.resources }, () => 0);
  const used = Math.max(1, Math.round(shape.resourceFactor * shape.resources));
  for (let taken = 0; taken < used; ) {
    const r = random.below(shape.resources);
    if ((row[r] ?? 0) > 0) continue;
    row[r] = 1 + random.below(10);
    taken += 1;
  }
  return row;
}

function earliestStarts(
  after: readonly (readonly number[])[],
  duration: readonly number[],
): readonly number[] {
  const start: number[] = [];
  for (const before of after)
    start.push(Math.max(0, ...before.map((other) => (start[other] ?? 0) + (duration[other] ?? 0))));
  return start;
}

function peakOf(
  start: readonly number[],
  duration: readonly number[],
  demand: readonly (readonly number[])[],
  r: number,
): number {
  const used: number[] = [];
  for (const [index, from] of start.entries())
    for (let at = from; at < from + (duration[index] ?? 0); at += 1)
      used[at] = (used[at] ?? 0) + (demand[index]?.[r] ?? 0);
  return Math.max(0, ...used);
}
