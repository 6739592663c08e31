import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import type { Report } from "../progress.ts";
import { type FailureClass, failureClasses, partnersOf } from "./failure-classes.ts";
import { ancestorsOf, singlePointNodes } from "./single-points.ts";
import { lanes, newSpread, type Spread, spread } from "./spread.ts";
import { type SpreadPlan, spreadPlan } from "./spread-plan.ts";

/** The smallest sets of failures that take one node down: each takes it down, and no part of it does. */
export type CutSets = {
  readonly order1: readonly Ref[];
  readonly order2: readonly (readonly [Ref, Ref])[];
  readonly order3: readonly (readonly [Ref, Ref, Ref])[];
  /** False when a limit was met: there are more sets of an order than are listed. */
  readonly complete: boolean;
};

/** Beyond so many sets nobody reads on. */
const setsMax = 200_000;
/** Beyond so many trials of two classes against all others, sets of three are not looked for. */
const trialsMax = 3_000_000;

/**
 * The minimal cut sets of a node up to an order of 2 or 3. Exact: failures are put into classes that groups cannot tell
 * apart, every set of classes is tried, 32 at once, and what was found stands for each choice of one node per class.
 * Minimal by construction: sets of two are made of what is no single point, sets of three contain no set of two.
 * O(C² · E / 32) and O(C³ · E / 32) with C classes and E edges among what the node relies on.
 *
 * Source of the notion: minimal cut sets of a fault tree, W. Vesely et al., "Fault Tree Handbook" (NUREG-0492, 1981).
 */
export function cutSets(graph: EstateGraph, node: number, order: 2 | 3, report: Report = () => {}): CutSets {
  const singles = singlePointNodes(graph, node);
  const plan = spreadPlan(graph.runtime, ancestorsOf(graph, node).all);
  const excluded = new Set([...singles, node]);
  const ranks = Int32Array.from([...plan.nodes.keys()].filter((rank) => !excluded.has(plan.nodes[rank]!)));
  const trial: Trial = {
    classes: failureClasses(plan, ranks),
    state: newSpread(plan),
    target: plan.rankOf[node]!,
  };
  const pairs = pairClasses(trial);
  const triples = order === 2 ? [] : tripleClasses(trial, pairs, report);
  const order2 = expand(graph, plan, trial.classes, pairs);
  const order3 = expand(graph, plan, trial.classes, triples ?? []);
  return {
    order1: singles.map((single) => graph.refs[single]!),
    order2: order2.sets as readonly (readonly [Ref, Ref])[],
    order3: order3.sets as readonly (readonly [Ref, Ref, Ref])[],
    complete: order2.complete && order3.complete && triples !== null,
  };
}

type Trial = { readonly classes: readonly FailureClass[]; readonly state: Spread; readonly target: number };

function pairClasses(trial: Trial): readonly (readonly number[])[] {
  const partners = partnersOf(trial.classes);
  return trial.classes.flatMap((_, at) => breaking(trial, [at], partners(at)).map((other) => [at, other]));
}

/** Null when there would be too many to try. */
function tripleClasses(
  trial: Trial,
  pairs: readonly (readonly number[])[],
  report: Report,
): readonly (readonly number[])[] | null {
  const count = trial.classes.length;
  if (count * count * Math.ceil(count / lanes) > trialsMax * lanes) return null;
  const isPair = new Set(pairs.map(([one, other]) => one! * count + other!));
  const found: (readonly number[])[] = [];
  for (let one = 0; one < count; one += 1) {
    // The first of three has the most others after it.
    report(count ** 3 - (count - one) ** 3, count ** 3);
    for (let two = one + 1; two < count; two += 1) {
      if (isPair.has(one * count + two)) continue;
      const thirds: number[] = [];
      for (let three = two + 1; three < count; three += 1) {
        if (!isPair.has(one * count + three) && !isPair.has(two * count + three)) thirds.push(three);
      }
      for (const three of breaking(trial, [one, two], thirds)) found.push([one, two, three]);
    }
  }
  return found;
}

/** Which of the candidates take the target down together with `background`; all are numbers of classes. */
function breaking(
  { classes, state, target }: Trial,
  background: readonly number[],
  candidates: readonly number[],
): readonly number[] {
  const first = (at: number) => classes[at]!.ranks[0]!;
  const sources = Int32Array.from(candidates, first);
  const found: number[] = [];
  for (let from = 0; from < sources.length; from += lanes) {
    const until = Math.min(sources.length, from + lanes);
    spread(state, sources, from, until, background.map(first));
    for (let word = state.downBy[target]!; word !== 0; word &= word - 1) {
      found.push(candidates[from + 31 - Math.clz32(word & -word)]!);
    }
  }
  return found.sort((one, other) => one - other);
}

/** Every choice of one node per class, each set in the order of references, and the sets too. */
function expand(
  graph: EstateGraph,
  plan: SpreadPlan,
  classes: readonly FailureClass[],
  sets: readonly (readonly number[])[],
): { readonly sets: readonly (readonly Ref[])[]; readonly complete: boolean } {
  const size = sets.reduce(
    (sum, set) => sum + set.reduce((product, at) => product * classes[at]!.ranks.length, 1),
    0,
  );
  const expanded: (readonly number[])[] = [];
  for (const set of sets) {
    let choices: (readonly number[])[] = [[]];
    for (const at of set) {
      const room = setsMax - expanded.length;
      choices = choices
        .flatMap((choice) => classes[at]!.ranks.slice(0, room).map((rank) => [...choice, plan.nodes[rank]!]))
        .slice(0, room);
    }
    for (const choice of choices) expanded.push(choice.toSorted((one, other) => one - other));
    if (expanded.length >= setsMax) break;
  }
  expanded.sort(byNumbers);
  return {
    sets: expanded.map((set) => set.map((node) => graph.refs[node]!)),
    complete: size <= setsMax,
  };
}

function byNumbers(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return one[at]! - other[at]!;
  return 0;
}
