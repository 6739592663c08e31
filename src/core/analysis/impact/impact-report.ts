import type { Ref } from "../../model/ref.ts";
import { explanation } from "./explanation.ts";
import { type LiveImpact, stateOf } from "./live-impact.ts";
import { never } from "./lost-levels.ts";
import { type Recoveries, recoverableBy } from "./recoveries.ts";

/** What a set of failures does. All lists are in the order of references; what failed itself stands in `failed` alone. */
export type ImpactReport = {
  readonly failed: readonly Ref[];
  readonly down: readonly DownNode[];
  readonly degraded: readonly { readonly ref: Ref; readonly because: readonly Ref[] }[];
  /** What still has enough of a group of which a member is down. */
  readonly thinner: readonly Ref[];
  /** The business functions that are down or degraded, whatever the reason. */
  readonly functions: readonly Ref[];
};

export type DownNode = {
  readonly ref: Ref;
  /** A shortest chain to something that failed: each needs the next. */
  readonly because: readonly Ref[];
  /** Runbooks that bring it back away from what failed. */
  readonly recoverableBy: readonly Ref[];
};

/** The report of a settled impact: takes time in proportion to what is not up, beside one look at each node. */
export function impactReport(impact: LiveImpact, recoveries: Recoveries): ImpactReport {
  const { refs, indexOf } = impact.graph;
  const whyDown = explanation(impact.down, refs);
  const whyNotUp = explanation(impact.notUp, refs);
  const isDown = (ref: Ref) => {
    const node = indexOf.get(ref);
    return node !== undefined && stateOf(impact, node) === "down";
  };
  const failed: Ref[] = [];
  const down: DownNode[] = [];
  const degraded: { ref: Ref; because: readonly Ref[] }[] = [];
  const functions: Ref[] = [];
  const downLevel = impact.down.level;
  const notUpLevel = impact.notUp.level;
  for (let node = 0; node < refs.length; node += 1) {
    if (notUpLevel[node] === never) continue;
    const ref = refs[node]!;
    if (ref.startsWith("function:")) functions.push(ref);
    if (downLevel[node] === 0) failed.push(ref);
    else if (downLevel[node] === never) degraded.push({ ref, because: whyNotUp.chainOf(node) });
    else {
      const because = whyDown.chainOf(node);
      down.push({
        ref,
        because,
        recoverableBy: recoverableBy(recoveries, ref, because.at(-1) ?? ref, isDown),
      });
    }
  }
  return { failed, down, degraded, thinner: thinnerNodes(impact).map((node) => refs[node]!), functions };
}

/** Owners of groups that hold although a member is down, in rising order. */
export function thinnerNodes({ down }: LiveImpact): readonly number[] {
  const { graph, level, lost } = down;
  const isThinner = new Uint8Array(graph.nodeCount);
  const { start, count, values } = graph.uses;
  for (let node = 0; node < graph.nodeCount; node += 1) {
    if (level[node] === never) continue;
    for (let at = start[node]!; at < start[node]! + count[node]!; at += 1) {
      const requirement = values[at]!;
      if (lost[requirement]! < graph.losses[requirement]!) isThinner[graph.owner[requirement]!] = 1;
    }
  }
  const owners: number[] = [];
  for (let node = 0; node < isThinner.length; node += 1) if (isThinner[node] === 1) owners.push(node);
  return owners;
}
