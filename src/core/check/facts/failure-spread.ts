import { nodeOf } from "../../analysis/graph/requirement.ts";
import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";

/** What goes down with something, and through what: each node that is down leads to the one that took it down. */
export type FailureSpread = ReadonlyMap<Ref, Ref | null>;

/** One need of a node: it is down once so many of its members are. */
type Need = { readonly by: Ref; readonly losses: number };

/** The needs of all nodes, by each thing that is needed. */
const needsByTarget = oncePerCheck(({ resolved }): ReadonlyMap<Ref, readonly Need[]> => {
  const byTarget = new Map<Ref, Need[]>();
  for (const document of resolved.estate.documents.values()) {
    for (const { members, losses, isSoft, phase } of nodeOf(document)?.requirements ?? []) {
      if (isSoft || phase === "startup") continue;
      const need: Need = { by: document.ref, losses };
      for (const member of members) {
        const known = byTarget.get(member);
        if (known) known.push(need);
        else byTarget.set(member, [need]);
      }
    }
  }
  return byTarget;
});

/**
 * What is down when all of `failed` are, themselves included: the meaning of the dependencies is that of impact
 * analysis (hard, k of n, cycles take the greatest fixed point). Linear in what goes down and its dependents.
 */
export function failureSpread(
  context: Parameters<typeof needsByTarget>[0],
  failed: readonly Ref[],
): FailureSpread {
  const needs = needsByTarget(context);
  const down = new Map<Ref, Ref | null>(failed.map((ref) => [ref, null]));
  const lost = new Map<Need, number>();
  const waiting = [...down.keys()];
  for (let next = 0; next < waiting.length; next++) {
    const cause = waiting[next] as Ref;
    for (const need of needs.get(cause) ?? []) {
      if (down.has(need.by)) continue;
      // Nearly all needs are for one thing: what is lost of the others alone has to be counted.
      if (need.losses > 1) {
        const count = (lost.get(need) ?? 0) + 1;
        lost.set(need, count);
        if (count < need.losses) continue;
      }
      down.set(need.by, cause);
      waiting.push(need.by);
    }
  }
  return down;
}

/** The way from a node that is down to what failed: `service:chat → component:vm → site:east`. */
export function pathToCause(spread: FailureSpread, ref: Ref): string {
  const path = [ref];
  for (let cause = spread.get(ref); cause; cause = spread.get(cause)) path.push(cause);
  return path.map((step) => `\`${step}\``).join(" → ");
}
