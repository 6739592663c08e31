import { type DocumentOf, documentsOf, type Estate, type EstateDocument } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import { nodeOf } from "../graph/requirement.ts";
import { type MapObserved, type ObservedLinks, observedColumns } from "./map-observed.ts";

/**
 * All that a map of an estate is drawn and computed from, in columns: a hundred thousand nodes are a few megabytes of text
 * and no objects. A node is meant by its place in `refs`; −1 is none.
 */
export type EstateMap = {
  /** In the order of references, as `EstateGraph` numbers them. */
  readonly refs: readonly Ref[];
  /** As their documents say; empty for what no document describes. */
  readonly titles: readonly string[];
  /** What something relies on and no document describes. */
  readonly missing: readonly number[];
  /** What has a document that is not valid. */
  readonly invalid: readonly number[];
  /** Where it stands: of a component its site, of a service the active one, of a person where they work. */
  readonly site: readonly number[];
  /** Who owns it, or which team a person is in. */
  readonly team: readonly number[];
  /** The vendor that supplies a component, which is no dependency unless it is declared. */
  readonly vendor: readonly number[];
  /** 1 to 5 as its document says; 0 where it says nothing. */
  readonly tier: readonly number[];
  readonly requirements: MapRequirements;
  readonly runbooks: readonly MapRunbook[];
  readonly scenarios: readonly MapScenario[];
  /** What was seen to depend on what; null where nobody has looked. */
  readonly observed: MapObserved | null;
};

/** What nodes rely on, one row for each requirement; `members` holds those of all rows, one after the other. */
export type MapRequirements = {
  readonly owner: readonly number[];
  /** How many members must be lost to break it. */
  readonly losses: readonly number[];
  /** 1: it only degrades its owner. */
  readonly soft: readonly number[];
  /** Place in `mapPhases`. */
  readonly phase: readonly number[];
  /** 1: nobody wrote it under `dependsOn`; it follows from where things stand. */
  readonly implied: readonly number[];
  readonly size: readonly number[];
  readonly members: readonly number[];
};

export const mapPhases = ["both", "runtime", "startup"] as const;

export type MapRunbook = {
  readonly ref: Ref;
  readonly title: string;
  readonly recovers: readonly Ref[];
  readonly from: Ref | null;
  readonly to: Ref | null;
};

export type MapScenario = {
  readonly ref: Ref;
  readonly title: string;
  /** What fails in it and who is missing, as far as it is in the graph. */
  readonly fails: readonly number[];
};

/** The columns of an estate. `graph` is its graph, `links` what was observed. Takes time in proportion to both. */
export function estateMap(estate: Estate, graph: EstateGraph, links: ObservedLinks | null): EstateMap {
  const { refs, indexOf } = graph;
  const numberOf = (ref: Ref | null | undefined) =>
    ref === null || ref === undefined ? -1 : (indexOf.get(ref) ?? -1);
  const documents = refs.map((ref) => estate.documents.get(ref));
  return {
    refs,
    titles: documents.map((document) => document?.title ?? ""),
    missing: graph.missing.map(numberOf),
    invalid: graph.invalid.map(numberOf),
    site: documents.map((document) => numberOf(siteOf(document))),
    team: documents.map((document) => numberOf(teamOf(document))),
    vendor: documents.map((document) =>
      numberOf(document?.kind === "Component" ? document.spec.vendor : null),
    ),
    tier: documents.map((document) => (document?.kind === "Service" ? (document.spec.tier ?? 0) : 0)),
    requirements: requirementColumns(documents, numberOf),
    runbooks: byRef(documentsOf(estate, "Runbook")).map(({ ref, title, spec }) => ({
      ref,
      title,
      recovers: spec.recovers,
      from: spec.from,
      to: spec.to,
    })),
    scenarios: byRef(documentsOf(estate, "Scenario")).map((document) => scenarioOf(document, numberOf)),
    observed: links === null ? null : observedColumns(links, numberOf),
  };
}

function byRef<Document extends EstateDocument>(documents: readonly Document[]): readonly Document[] {
  return documents.toSorted((one, other) => (one.ref < other.ref ? -1 : 1));
}

function siteOf(document: EstateDocument | undefined): Ref | null | undefined {
  switch (document?.kind) {
    case "Site":
      return document.ref;
    case "Component":
    case "Person":
      return document.spec.site;
    case "Service":
      return document.spec.sites[0];
    default:
      return null;
  }
}

function teamOf(document: EstateDocument | undefined): Ref | null | undefined {
  switch (document?.kind) {
    case "Team":
      return document.ref;
    case "Person":
      return document.spec.teams[0];
    case "Site":
    case "Component":
    case "Service":
    case "Function":
    case "Vendor":
      return document.spec.owner;
    default:
      return null;
  }
}

function scenarioOf(
  { ref, title, spec }: DocumentOf<"Scenario">,
  numberOf: (ref: Ref) => number,
): MapScenario {
  const all = new Set([...spec.fails, ...spec.missing].map(numberOf));
  return { ref, title, fails: [...all].filter((node) => node >= 0).sort((one, other) => one - other) };
}

function requirementColumns(
  documents: readonly (EstateDocument | undefined)[],
  numberOf: (ref: Ref) => number,
): MapRequirements {
  const columns = {
    owner: [] as number[],
    losses: [] as number[],
    soft: [] as number[],
    phase: [] as number[],
    implied: [] as number[],
    size: [] as number[],
    members: [] as number[],
  };
  documents.forEach((document, owner) => {
    const node = document === undefined ? null : nodeOf(document);
    if (document === undefined || node === null) return;
    const declared = "dependsOn" in document.spec ? document.spec.dependsOn.length : 0;
    const impliedCount = node.requirements.length - declared;
    node.requirements.forEach(({ members, losses, isSoft, phase }, at) => {
      columns.owner.push(owner);
      columns.losses.push(losses);
      columns.soft.push(isSoft ? 1 : 0);
      columns.phase.push(mapPhases.indexOf(phase));
      columns.implied.push(at < impliedCount ? 1 : 0);
      columns.size.push(members.length);
      for (const member of members) columns.members.push(numberOf(member));
    });
  });
  return columns;
}
