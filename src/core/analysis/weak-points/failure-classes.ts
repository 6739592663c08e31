import { lanes, newSpread, spread } from "./spread.ts";
import { groupBit, type SpreadPlan } from "./spread-plan.ts";

/**
 * Nodes whose failure looks the same to every group: it costs the same members of the same groups, as long as the
 * owner of the group is not down anyway. Two failures take down more together than apart only where a group breaks
 * that neither breaks alone, so one of a class stands for all of it. This is the reduction of a fault tree to its
 * modules: a chain of a hundred hosts, racks and feeds behind one alternative becomes one class.
 */
export type FailureClass = {
  /** Ranks, rising; the first stands for all. */
  readonly ranks: readonly number[];
  /** The groups that lose members and hold. */
  readonly groups: readonly number[];
};

/** The classes of some ranks, in the order of their first; ranks that touch no group that holds are in none. */
export function failureClasses(plan: SpreadPlan, ranks: Int32Array): readonly FailureClass[] {
  const state = newSpread(plan);
  const classes = new Map<string, { ranks: number[]; groups: readonly number[] }>();
  for (let from = 0; from < ranks.length; from += lanes) {
    const until = Math.min(ranks.length, from + lanes);
    spread(state, ranks, from, until);
    const traces: number[][] = Array.from({ length: until - from }, () => []);
    for (const rank of state.touched.subarray(0, state.touchedCount).toSorted()) {
      const word = state.downBy[rank]!;
      for (let at = plan.useStart[rank]!; at < plan.useStart[rank + 1]!; at += 1) {
        const use = plan.uses[at]!;
        if ((use & groupBit) === 0) continue;
        let holding = word & ~state.downBy[plan.groups[(use >> 2) * 4]!]!;
        for (; holding !== 0; holding &= holding - 1) {
          traces[31 - Math.clz32(holding & -holding)]!.push(use >> 2, rank);
        }
      }
    }
    traces.forEach((trace, lane) => {
      if (trace.length === 0) return;
      const rank = ranks[from + lane]!;
      const known = classes.get(trace.join());
      if (known) known.ranks.push(rank);
      else classes.set(trace.join(), { ranks: [rank], groups: groupsOf(trace) });
    });
  }
  return [...classes.values()];
}

/** A trace holds group and member in turn. */
function groupsOf(trace: readonly number[]): readonly number[] {
  return [...new Set(trace.filter((_, at) => at % 2 === 0))];
}

/** For each class, the later classes that touch a group which it touches: only those can break one with it. */
export function partnersOf(classes: readonly FailureClass[]): (at: number) => readonly number[] {
  const touching = new Map<number, number[]>();
  classes.forEach(({ groups }, at) => {
    for (const group of groups) {
      const known = touching.get(group);
      if (known) known.push(at);
      else touching.set(group, [at]);
    }
  });
  return (at) => {
    const partners = new Set<number>();
    for (const group of classes[at]?.groups ?? []) {
      for (const other of touching.get(group) ?? []) if (other > at) partners.add(other);
    }
    return [...partners].sort((one, other) => one - other);
  };
}
