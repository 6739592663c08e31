import { type Draw, drawInto, keyOfText, unitOf } from "../probability/counter-random.ts";
import { createDecisionDiagrams, trueNode } from "./decision-diagram.ts";

/** A thing that may fail by itself, and what it needs while it runs: at least so many of each group. */
export type AvailabilityNode = {
  readonly id: string;
  /** Mean times between failures and to repair; null is not known: then it counts as never failing, and is listed. */
  readonly mtbfSeconds: number | null;
  readonly mttrSeconds: number | null;
  readonly needs: readonly { readonly atLeast: number; readonly of: readonly string[] }[];
};

/** The long-run share of time in which a thing is up. */
export type Availability = {
  readonly availability: number;
  /** 0 where it is exact. */
  readonly standardError: number;
  readonly method: "exact" | "simulated";
  readonly downMinutesPerYear: number;
  /** Things of unknown failures that it depends on: the availability is an upper bound. */
  readonly unknown: readonly string[];
  /** Names it depends on that do not exist: counted as never failing too. */
  readonly missing: readonly string[];
};

const nodesMax = 200_000;
const simulatedTrials = 200_000;

/**
 * The availability of one thing, failures of all things being independent: exact by binary decision diagrams, and by
 * simulation with its standard error where they grow beyond 200,000 nodes. Things that need one another in a circle are
 * down only with a cause of their own (greatest fixed point, by iteration). Null where there is no such thing.
 */
export function availabilityOf(
  nodes: readonly AvailabilityNode[],
  target: string,
  options: { readonly nodesMax?: number; readonly seed?: number } = {},
): Availability | null {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  if (!byId.has(target)) return null;
  const { order, missing } = reached(byId, target);
  const up = Float64Array.from(order, (node) => ownAvailability(node));
  const unknown = order
    .filter((node) => node.mtbfSeconds === null || node.mttrSeconds === null)
    .map(({ id }) => id);
  const exact = exactAvailability(order, up, options.nodesMax ?? nodesMax);
  const found = exact ?? simulatedAvailability(order, up, options.seed ?? 1);
  return {
    ...found,
    method: exact === null ? "simulated" : "exact",
    downMinutesPerYear: (1 - found.availability) * 525_960,
    unknown,
    missing,
  };
}

/** MTBF / (MTBF + MTTR): what alternates between up and down is up for that share of the time. */
function ownAvailability({ mtbfSeconds, mttrSeconds }: AvailabilityNode): number {
  if (mtbfSeconds === null || mttrSeconds === null || mttrSeconds === 0) return 1;
  return mtbfSeconds / (mtbfSeconds + mttrSeconds);
}

type Placed = AvailabilityNode & {
  readonly groups: readonly { readonly atLeast: number; readonly of: readonly number[] }[];
};

/** What the target depends on, in the order of a depth-first walk: neighbours in the structure are near in the diagram. */
function reached(byId: ReadonlyMap<string, AvailabilityNode>, target: string) {
  const placeOf = new Map<string, number>();
  const found: AvailabilityNode[] = [];
  const missing = new Set<string>();
  const stack = [target];
  while (stack.length > 0) {
    const id = stack.pop() ?? "";
    const node = byId.get(id);
    if (node === undefined) missing.add(id);
    if (node === undefined || placeOf.has(id)) continue;
    placeOf.set(id, found.length);
    found.push(node);
    stack.push(...node.needs.flatMap(({ of }) => of).reverse());
  }
  const order: Placed[] = found.map((node) => ({
    ...node,
    groups: node.needs.map(({ atLeast, of }) => {
      const there = of.flatMap((id) => placeOf.get(id) ?? []);
      // A member that does not exist is reported, and counts as up.
      return { atLeast: Math.max(0, atLeast - (of.length - there.length)), of: there };
    }),
  }));
  return { order, missing: [...missing].sort() };
}

function exactAvailability(
  order: readonly Placed[],
  up: Float64Array,
  limit: number,
): { readonly availability: number; readonly standardError: number } | null {
  const diagrams = createDecisionDiagrams(limit);
  let functions = order.map(() => trueNode);
  // From "all up" downwards until nothing changes: at most one round per thing, two where there is no circle.
  for (let round = 0; round <= order.length; round += 1) {
    const next = functions.slice();
    for (let place = order.length - 1; place >= 0; place -= 1) {
      let value = up[place] === 1 ? trueNode : diagrams.variable(place);
      for (const { atLeast, of } of order[place]!.groups)
        value = diagrams.and(
          value,
          diagrams.atLeast(
            atLeast,
            of.map((member) => next[member]!),
          ),
        );
      next[place] = value;
      if (diagrams.isFull()) return null;
    }
    if (next.every((value, place) => value === functions[place])) break;
    functions = next;
  }
  return { availability: diagrams.probability(functions[0]!, up), standardError: 0 };
}

function simulatedAvailability(
  order: readonly Placed[],
  up: Float64Array,
  seed: number,
): { readonly availability: number; readonly standardError: number } {
  const draw: Draw = { a: 0, b: 0, c: 0 };
  const keys = Int32Array.from(order, ({ id }) => keyOfText(id));
  const isUp = new Uint8Array(order.length);
  const trials = Math.max(1000, Math.min(simulatedTrials, Math.round(2e8 / Math.max(1, order.length))));
  let count = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    for (let place = 0; place < order.length; place += 1) {
      drawInto(draw, seed, trial, keys[place]!);
      isUp[place] = unitOf(draw.a) < up[place]! ? 1 : 0;
    }
    for (let changed = true; changed; ) {
      changed = false;
      for (let place = order.length - 1; place >= 0; place -= 1) {
        if (isUp[place] === 0) continue;
        const holds = order[place]!.groups.every(({ atLeast, of }) => {
          let there = 0;
          for (const member of of) there += isUp[member]!;
          return there >= atLeast;
        });
        if (holds) continue;
        isUp[place] = 0;
        changed = true;
      }
    }
    count += isUp[0]!;
  }
  const availability = count / trials;
  return { availability, standardError: Math.sqrt((availability * (1 - availability)) / trials) };
}
