import { type EstateGraph, estateGraph } from "../analysis/graph/estate-graph.ts";
import { documentsOf, type Estate } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import { type CrossWitness, crossCheck } from "./cross-check.ts";
import { type FailureGroup, groupFailures } from "./group.ts";
import { type NamedFailure, nameFailure, type Naming } from "./name-failure.ts";
import { type Origin, rankOrigins } from "./rank-origins.ts";
import type { Failing, Testimony } from "./testimony.ts";

/** An estate as correlation needs it; made once for each revision. */
export type CorrelationMap = { readonly graph: EstateGraph; readonly naming: Naming };

/** Failures that belong together, with what is to be told of them. */
export type Correlation = {
  /** When the first of them was seen; milliseconds since 1970. */
  readonly since: number;
  readonly failing: readonly Ref[];
  /** The most probable first. */
  readonly origins: readonly Origin[];
  readonly failures: readonly (NamedFailure & { readonly witnesses: readonly CrossWitness[] })[];
};

/** Failures that began within so long of one another may be of one cause. */
const windowSeconds = 600;
const candidatesMax = 20;
/** Weighed over all groups: thousands of groups are weighed less finely, and in time. */
const candidatesOfAllMax = 4000;
const failuresMax = 5;

/** The map of an estate: who relies on whom, what copies what, what stands where. */
export function correlationMap(estate: Estate): CorrelationMap {
  const components = documentsOf(estate, "Component");
  const copied = components.flatMap(({ spec }) => (spec.replicaOf === null ? [] : [spec.replicaOf]));
  const sites = components.flatMap(({ ref, spec }) =>
    spec.site === null ? [] : [[ref, spec.site] as const],
  );
  return {
    graph: estateGraph(estate),
    naming: {
      primaries: new Set(copied),
      siteOf: new Map(sites),
    },
  };
}

/**
 * Puts what fails together, ranks where it may have begun, names it and holds it against every witness. Near linear in what
 * fails and in the part of the map that is concerned.
 */
export function correlate(
  { graph, naming }: CorrelationMap,
  failing: readonly Failing[],
  testimonies: readonly Testimony[],
): readonly Correlation[] {
  const groups = groupFailures(graph, failing, healthyOf(failing, testimonies), windowSeconds);
  const most = Math.max(
    3,
    Math.min(candidatesMax, Math.floor(candidatesOfAllMax / Math.max(1, groups.length))),
  );
  const byThing = new Map<Ref, Testimony[]>();
  for (const testimony of testimonies) {
    const site = naming.siteOf.get(testimony.about);
    for (const ref of site === undefined ? [testimony.about] : [testimony.about, site]) {
      const list = byThing.get(ref);
      if (list === undefined) byThing.set(ref, [testimony]);
      else list.push(testimony);
    }
  }
  return groups.map((group) => correlationOf(graph, group, naming, byThing, most));
}

/** What works as far as anybody can see: somebody sees it work, and nobody sees it fail. */
/** What somebody sees work, and nobody fail. */
export function healthyOf(failing: readonly Failing[], testimonies: readonly Testimony[]): ReadonlySet<Ref> {
  const well = new Set<Ref>();
  for (const { about, says, aspect } of testimonies) {
    if (says === "healthy" && (aspect === "works" || aspect === "answers")) well.add(about);
  }
  for (const { ref } of failing) well.delete(ref);
  for (const { about, says } of testimonies) if (says === "failing") well.delete(about);
  return well;
}

function correlationOf(
  graph: EstateGraph,
  group: FailureGroup,
  naming: Naming,
  byThing: ReadonlyMap<Ref, readonly Testimony[]>,
  most: number,
): Correlation {
  const refs = [...new Set(group.failing.map(({ ref }) => ref))];
  const origins = rankOrigins(graph, group, most);
  const about = new Set<Ref>([...refs, ...origins.slice(0, failuresMax).map(({ ref }) => ref)]);
  const told = [...about].flatMap((ref) => byThing.get(ref) ?? []);
  const witnesses = crossCheck(about, [...new Set(told)]);
  const failures = origins
    .slice(0, failuresMax)
    .flatMap(({ ref }) => nameFailure(ref, byThing.get(ref) ?? [], naming) ?? [])
    .map((named) => ({ ...named, witnesses }));
  return {
    since: group.failing[0]?.since ?? 0,
    failing: refs,
    origins: origins.slice(0, failuresMax),
    failures: failures.slice(0, failuresMax),
  };
}
