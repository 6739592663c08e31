import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import { reliedUpon } from "../order/wait-graph.ts";
import { lanes, newSpread, type Spread, spread } from "./spread.ts";
import { spreadPlan } from "./spread-plan.ts";

/** A redundancy group that one failure breaks: its alternatives all stand behind one thing. */
export type CommonCause = {
  readonly owner: Ref;
  readonly members: readonly Ref[];
  readonly atLeast: number;
  /** What breaks the group alone, the nearest first; members among them are needed by the others. */
  readonly causes: readonly Ref[];
};

/**
 * The common causes of all redundancy groups. Fails everything that members of groups rely on, 32 at once, and looks at the
 * groups that lose members. A cause is nearer than another when it takes down fewer of them.
 */
export function commonCauses(graph: EstateGraph): readonly CommonCause[] {
  const { runtime } = graph;
  // Nothing else breaks a group, and whether it does depends on nothing else.
  const plan = spreadPlan(runtime, reliedUpon(runtime, groupMembers(graph)));
  const state = newSpread(plan);
  const sources = Int32Array.from(plan.nodes.keys());
  const causes = new Map<number, number[]>();
  for (let from = 0; from < sources.length; from += lanes) {
    const until = Math.min(sources.length, from + lanes);
    spread(state, sources, from, until);
    for (const requirement of groupsThatLoseMembers(graph, state)) {
      for (let word = brokenBy(graph, state, requirement); word !== 0; word &= word - 1) {
        const cause = plan.nodes[from + 31 - Math.clz32(word & -word)]!;
        if (cause === runtime.owner[requirement]) continue;
        const known = causes.get(requirement);
        if (known) known.push(cause);
        else causes.set(requirement, [cause]);
      }
    }
  }
  const refOf = (node: number): Ref => graph.refs[node]!;
  return [...causes]
    .map(([requirement, found]) => {
      const members = membersOf(graph, requirement);
      return {
        owner: refOf(runtime.owner[requirement]!),
        members: members.toSorted((one, other) => one - other).map(refOf),
        atLeast: members.length - runtime.losses[requirement]! + 1,
        causes: nearestFirst(state, found).map(refOf),
      };
    })
    .sort((one, other) =>
      one.owner < other.owner ? -1 : one.owner > other.owner ? 1 : compareLists(one, other),
    );
}

function compareLists(one: CommonCause, other: CommonCause): number {
  return one.members.join() < other.members.join() ? -1 : 1;
}

function groupMembers(graph: EstateGraph): readonly number[] {
  const { requirementCount, losses } = graph.runtime;
  const members: number[] = [];
  for (let requirement = 0; requirement < requirementCount; requirement += 1) {
    if (losses[requirement]! > 1) members.push(...membersOf(graph, requirement));
  }
  return members;
}

function groupsThatLoseMembers(
  { runtime }: EstateGraph,
  { plan, touched, touchedCount }: Spread,
): ReadonlySet<number> {
  const groups = new Set<number>();
  for (const rank of touched.subarray(0, touchedCount)) {
    const node = plan.nodes[rank]!;
    const first = runtime.uses.start[node]!;
    for (const requirement of runtime.uses.values.subarray(first, first + runtime.uses.count[node]!)) {
      if (runtime.losses[requirement]! > 1) groups.add(requirement);
    }
  }
  return groups;
}

/** The lanes in which enough members are lost. */
function brokenBy(graph: EstateGraph, { plan, downBy }: Spread, requirement: number): number {
  const words = membersOf(graph, requirement).map((member) => downBy[plan.rankOf[member]!]!);
  let broken = 0;
  for (let lane = 0; lane < lanes; lane += 1) {
    let lost = 0;
    for (const word of words) lost += (word >>> lane) & 1;
    if (lost >= graph.runtime.losses[requirement]!) broken |= 1 << lane;
  }
  return broken;
}

function membersOf({ runtime }: EstateGraph, requirement: number): readonly number[] {
  const first = runtime.members.start[requirement]!;
  return [...runtime.members.values.subarray(first, first + runtime.members.count[requirement]!)];
}

/** Beyond so many causes of one group, the order among them is that of their numbers. */
const comparedMax = 2_000;

function nearestFirst(state: Spread, causes: readonly number[]): readonly number[] {
  const { plan } = state;
  const asked = causes.toSorted((one, other) => one - other);
  if (asked.length > comparedMax) return asked;
  const isCause = new Set(asked);
  const takes = new Map<number, number>();
  for (const cause of asked) {
    spread(state, Int32Array.of(plan.rankOf[cause]!), 0, 1);
    const down = state.touched.subarray(0, state.touchedCount);
    takes.set(cause, down.filter((rank) => isCause.has(plan.nodes[rank]!)).length);
  }
  return asked.sort((one, other) => takes.get(one)! - takes.get(other)! || one - other);
}
