import type { EstateGraph } from "../analysis/graph/estate-graph.ts";
import type { Ref } from "../model/ref.ts";
import type { FailureGroup } from "./group.ts";

/** A thing that may be where it began. */
export type Origin = {
  readonly ref: Ref;
  /** How many of the failing things it would explain, itself among them. */
  readonly explains: number;
  readonly isFailing: boolean;
  /** When it was seen failing first; null where nobody looks at it. Milliseconds since 1970. */
  readonly since: number | null;
  readonly because: string;
};

type Candidate = { readonly node: number; readonly since: number | null };

/**
 * Ranks where a group of failures may have begun: what would explain more of them comes first, then what is seen to fail
 * itself before what nobody looks at, then what failed earlier. At most `candidatesMax` are weighed, the lowest in the map
 * and the most often met on the way down.
 */
export function rankOrigins(
  { refs, indexOf }: EstateGraph,
  { failing, ways }: FailureGroup,
  candidatesMax: number,
): readonly Origin[] {
  const sinceOf = new Map<number, number>();
  for (const { ref, since } of failing) {
    const node = indexOf.get(ref);
    if (node !== undefined) sinceOf.set(node, Math.min(since, sinceOf.get(node) ?? since));
  }
  const users = new Map<number, number[]>();
  const relies = new Set<number>();
  for (let at = 0; at < ways.length; at += 2) {
    const [from, to] = [ways[at]!, ways[at + 1]!];
    const list = users.get(to);
    if (list === undefined) users.set(to, [from]);
    else list.push(from);
    if (sinceOf.has(to)) relies.add(from);
  }
  const total = sinceOf.size;
  const origins = candidatesOf(sinceOf, users, relies, candidatesMax).map(({ node, since }): Origin => {
    const explains = countAbove(node, users, sinceOf);
    const isFailing = since !== null;
    const because = reasonOf(refs[node]!, { explains, total, isFailing });
    return { ref: refs[node]!, explains, isFailing, since, because };
  });
  // What nobody looks at and explains no more than one thing that fails adds nothing to that thing itself.
  const worth = origins.filter(({ isFailing, explains }) => isFailing || explains > 1);
  const unmapped = failing
    .filter(({ ref }) => !indexOf.has(ref))
    .map(({ ref, since }): Origin => {
      return { ref, explains: 1, isFailing: true, since, because: "it fails, and the map does not know it" };
    });
  return [...worth, ...unmapped].toSorted(
    (one, other) =>
      other.explains - one.explains ||
      Number(other.isFailing) - Number(one.isFailing) ||
      (one.since ?? 0) - (other.since ?? 0) ||
      (one.ref < other.ref ? -1 : 1),
  );
}

function candidatesOf(
  sinceOf: ReadonlyMap<number, number>,
  users: ReadonlyMap<number, readonly number[]>,
  relies: ReadonlySet<number>,
  most: number,
): readonly Candidate[] {
  const lowest = [...sinceOf]
    .filter(([node]) => !relies.has(node))
    .toSorted(([, one], [, other]) => one - other);
  // In a circle of failures none is the lowest; the first to fail stands for it.
  const failing = lowest.length > 0 ? lowest : [...sinceOf].toSorted(([, one], [, other]) => one - other);
  const met = [...users]
    .filter(([node, above]) => !sinceOf.has(node) && above.length > 1)
    .toSorted(([one, above], [other, otherAbove]) => otherAbove.length - above.length || one - other);
  const half = Math.max(1, Math.floor(most / 2));
  return [
    ...failing.slice(0, Math.max(half, most - met.length)).map(([node, since]) => ({ node, since })),
    ...met.slice(0, half).map(([node]) => ({ node, since: null })),
  ];
}

/** How many failing things lie above a node, itself among them. */
function countAbove(
  start: number,
  users: ReadonlyMap<number, readonly number[]>,
  sinceOf: ReadonlyMap<number, number>,
): number {
  const seen = new Set([start]);
  const stack = [start];
  let count = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (sinceOf.has(node)) count += 1;
    for (const user of users.get(node) ?? []) {
      if (seen.has(user)) continue;
      seen.add(user);
      stack.push(user);
    }
  }
  return count;
}

function reasonOf(
  ref: Ref,
  {
    explains,
    total,
    isFailing,
  }: { readonly explains: number; readonly total: number; readonly isFailing: boolean },
): string {
  if (!isFailing)
    return `nobody looks at ${ref}; ${explains} of ${total} failing things need it, and nothing that needs it is well`;
  if (total === 1) return "it is the only thing that fails";
  const others = explains - 1;
  if (others === 0) return "it fails, and nothing that it needs does";
  return `it fails, nothing that it needs does, and ${others} of the ${total - 1} other failing things need it`;
}
