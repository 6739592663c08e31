import type { Dependency } from "../model/dependency.ts";
import { documentsOf, type Estate, type EstateDocument } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import type { Objectives } from "../model/service.ts";

/** Something on the map, with who answers for it. */
export type PackThing = {
  readonly ref: Ref;
  readonly title: string;
  readonly owner: Ref | null;
  readonly site: Ref | null;
  /** The connectors by which it is looked at and acted on. */
  readonly reachedBy: readonly string[];
  /** How many steps of dependency it is away from what was hit. */
  readonly distance: number;
};

/** What an assessor is given at once: the map around what was hit, the catalogue of it, and the plans for it. */
export type AssessorPack = {
  readonly services: readonly {
    readonly ref: Ref;
    readonly title: string;
    readonly owner: Ref | null;
    readonly tier: number | null;
    readonly objectives: Objectives;
    readonly workaround: string | null;
  }[];
  /** What they need, the nearest first. */
  readonly needs: readonly PackThing[];
  /** What needs them, the nearest first. */
  readonly neededBy: readonly PackThing[];
  readonly plans: readonly {
    readonly ref: Ref;
    readonly title: string;
    readonly owner: Ref | null;
    readonly runbooks: readonly Ref[];
  }[];
  /** What the incident names and no document describes. */
  readonly unknown: readonly Ref[];
};

const thingsMax = 500;

const targetsOf = (dependency: Dependency) =>
  dependency.type === "one" ? [dependency.on] : dependency.anyOf;

function relationsOf(document: EstateDocument): readonly Ref[] {
  const site = document.kind === "Component" && document.spec.site !== null ? [document.spec.site] : [];
  const sites = document.kind === "Service" ? document.spec.sites : [];
  const needed = "dependsOn" in document.spec ? document.spec.dependsOn.flatMap(targetsOf) : [];
  return [...site, ...sites, ...needed];
}

/** The pack for an incident about `affected` services and components. */
export function assessorPack(estate: Estate, affected: readonly Ref[]): AssessorPack {
  const above = new Map<Ref, Ref[]>();
  for (const document of estate.documents.values()) {
    for (const to of relationsOf(document)) above.set(to, [...(above.get(to) ?? []), document.ref]);
  }
  const below = (ref: Ref) => {
    const document = estate.documents.get(ref);
    return document === undefined ? [] : relationsOf(document);
  };
  const known = affected.filter((ref) => estate.documents.has(ref));
  const neededBy = around(estate, known, (ref) => above.get(ref) ?? []);
  const hit = new Set<Ref>([...known, ...neededBy.map(({ ref }) => ref)]);
  return {
    services: known.flatMap((ref) => {
      const document = estate.documents.get(ref);
      if (document?.kind !== "Service") return [];
      const { owner, tier, objectives, workaround } = document.spec;
      return [{ ref, title: document.title, owner, tier, objectives, workaround }];
    }),
    needs: around(estate, known, below),
    neededBy,
    plans: documentsOf(estate, "Plan")
      .filter(({ spec }) => spec.covers.some((ref) => hit.has(ref)))
      .map(({ ref, title, spec }) => ({ ref, title, owner: spec.owner, runbooks: spec.runbooks })),
    unknown: affected.filter((ref) => !estate.documents.has(ref)),
  };
}

function around(
  estate: Estate,
  from: readonly Ref[],
  next: (ref: Ref) => readonly Ref[],
): readonly PackThing[] {
  const seen = new Set(from);
  const found: PackThing[] = [];
  let edge: readonly Ref[] = from;
  for (let distance = 1; edge.length > 0 && found.length < thingsMax; distance += 1) {
    const reached: Ref[] = [];
    for (const ref of edge.flatMap(next)) {
      const document = estate.documents.get(ref);
      if (seen.has(ref) || document === undefined) continue;
      seen.add(ref);
      reached.push(ref);
      found.push(thingOf(document, distance));
    }
    edge = reached;
  }
  return found.slice(0, thingsMax);
}

function thingOf(document: EstateDocument, distance: number): PackThing {
  const { ref, title, spec } = document;
  return {
    ref,
    title,
    owner: "owner" in spec ? spec.owner : null,
    site: document.kind === "Component" ? document.spec.site : null,
    reachedBy: document.kind === "Component" ? Object.keys(document.spec.access) : [],
    distance,
  };
}
