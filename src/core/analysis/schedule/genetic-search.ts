import type { Random } from "../probability/random.ts";
import type { CompiledProblem } from "./compiled-problem.ts";
import { criticalPath } from "./critical-path.ts";
import { createDecoder } from "./improve-by-justification.ts";
import { orderByKey } from "./order-by-key.ts";

type Individual = { readonly list: Int32Array; readonly starts: Float64Array; readonly end: number };

/** How far to search: whichever comes first. The clock is the caller's. */
export type SearchBudget = { readonly schedulesMax: number; readonly isOver: () => boolean };

/** The best that was found, in ticks, and how many schedules were generated for it. */
export type SearchResult = {
  readonly starts: Float64Array;
  readonly end: number;
  readonly schedules: number;
};

/** A larger population finds better schedules, a smaller one finds good ones sooner. */
const populationSize = 36;

/**
 * A genetic algorithm over lists of activities: two-point crossover, small displacements, every child improved by
 * forward-backward passes, and a fresh start whenever nothing gets better for long. Ends early when `lowerBound` is
 * reached, for then the schedule is proven to be the shortest.
 *
 * Source: S. Hartmann, Naval Research Logistics 45 (1998); V. Valls et al., EJOR 185 (2008).
 */
export function geneticSearch(
  problem: CompiledProblem,
  lowerBound: number,
  random: Random,
  budget: SearchBudget,
): SearchResult {
  const { size } = problem;
  const decoder = createDecoder(problem);
  const sampler = createSampler(problem, random);
  const evaluate = (list: Int32Array): Individual => {
    const starts = new Float64Array(size);
    const end = decoder.decode(list, starts);
    return { list: end === Number.POSITIVE_INFINITY ? list : orderByKey(problem, starts), starts, end };
  };
  let best = evaluate(sampler(0));
  const isOver = () => best.end <= lowerBound || decoder.count() >= budget.schedulesMax || budget.isOver();
  const keep = (individual: Individual): Individual => {
    if (individual.end < best.end) best = individual;
    return individual;
  };
  for (let era = 0; !isOver(); era += 1) {
    const people: Individual[] = era % 3 === 2 ? [best] : [];
    while (people.length < populationSize && !isOver())
      people.push(keep(evaluate(sampler(era === 0 && people.length === 0 ? 0 : 1))));
    evolve(people, { problem, random, evaluate: (list) => keep(evaluate(list)), isOver });
  }
  return { starts: best.starts, end: best.end, schedules: decoder.count() };
}

type Era = {
  readonly problem: CompiledProblem;
  readonly random: Random;
  readonly evaluate: (list: Int32Array) => Individual;
  readonly isOver: () => boolean;
};

/** Breeds one population until nothing has become better for a while. */
function evolve(people: Individual[], { problem, random, evaluate, isOver }: Era): void {
  const size = problem.size;
  let idle = 0;
  const patience = 40 * populationSize;
  while (!isOver() && idle < patience && people.length > 1) {
    const mother = people[Math.min(random.below(people.length), random.below(people.length))]!;
    const father = people[random.below(people.length)]!;
    const child = crossed(mother.list, father.list, random);
    const moves = 1 + random.below(3);
    for (let move = 0; move < moves; move += 1) displace(child, problem, random);
    const born = evaluate(child);
    const last = people.length - 1;
    const isTwin = people.some((other) => other.end === born.end && sameOrder(other.list, born.list, size));
    if (isTwin || born.end > people[last]!.end) {
      idle += 1;
      continue;
    }
    idle = born.end < people[0]!.end ? 0 : idle + 1;
    let at = last;
    while (at > 0 && people[at - 1]!.end > born.end) {
      people[at] = people[at - 1]!;
      at -= 1;
    }
    people[at] = born;
    if (people[0]!.end > people[1]!.end) people.sort((one, other) => one.end - other.end);
  }
}

function sameOrder(one: Int32Array, other: Int32Array, size: number): boolean {
  for (let at = 0; at < size; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

/** The middle stretch in the order of the father, the rest in that of the mother; precedence is kept. */
function crossed(mother: Int32Array, father: Int32Array, random: Random): Int32Array {
  const size = mother.length;
  const one = random.below(size + 1);
  const other = random.below(size + 1);
  const from = Math.min(one, other);
  const to = Math.max(one, other);
  const child = new Int32Array(size);
  const isTaken = new Uint8Array(size);
  let at = 0;
  for (; at < from; at += 1) {
    child[at] = mother[at]!;
    isTaken[mother[at]!] = 1;
  }
  for (let look = 0; at < to; look += 1) {
    const activity = father[look]!;
    if (isTaken[activity] === 1) continue;
    isTaken[activity] = 1;
    child[at] = activity;
    at += 1;
  }
  for (let look = 0; at < size; look += 1) {
    if (isTaken[mother[look]!] === 1) continue;
    child[at] = mother[look]!;
    at += 1;
  }
  return child;
}

/** Moves one activity to a random place between its last predecessor and its first successor. */
function displace(list: Int32Array, problem: CompiledProblem, random: Random): void {
  const { predecessorStart, predecessors, successorStart, successors } = problem;
  const at = random.below(list.length);
  const activity = list[at]!;
  const has = (start: Int32Array, edges: Int32Array, other: number): boolean => {
    for (let edge = start[activity]!; edge < start[activity + 1]!; edge += 1)
      if (edges[edge] === other) return true;
    return false;
  };
  let low = at;
  while (low > 0 && !has(predecessorStart, predecessors, list[low - 1]!)) low -= 1;
  let high = at;
  while (high < list.length - 1 && !has(successorStart, successors, list[high + 1]!)) high += 1;
  const to = low + random.below(high - low + 1);
  if (to < at) list.copyWithin(to + 1, to, at);
  else list.copyWithin(at, at + 1, to + 1);
  list[to] = activity;
}

/** Lists by the rule "latest finish first", with as much chance in it as asked for. */
function createSampler(problem: CompiledProblem, random: Random): (chance: number) => Int32Array {
  const { tail, length } = criticalPath(problem);
  const key = new Float64Array(problem.size);
  return (chance) => {
    for (let i = 0; i < problem.size; i += 1)
      key[i] = length - tail[i]! + chance * (random.fraction() - 0.5) * 0.6 * length;
    return orderByKey(problem, key);
  };
}
