import { gzipSync } from "node:zlib";
import type { EstateGraph } from "#core/analysis/graph/estate-graph.ts";
import { type EstateMap, estateMap } from "#core/analysis/map/estate-map.ts";
import type { ObservedLinks } from "#core/analysis/map/map-observed.ts";
import { compareWithDeclared, type ObservedEdge } from "#core/exchange/observed/compare-declared.ts";
import { type ObservedFile, readObservedFile } from "#core/exchange/observed/observed-file.ts";
import type { Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";

/** Asks for the map of an estate with what was observed: the text of that file, or null where there is none. */
export type MapQuestion = { readonly type: "map"; readonly observed: string | null };

/** A map as it goes over the wire. */
export type SentMap = EstateMap & {
  /** Why what was observed is not told although there is a file of it; null where nothing is wrong. */
  readonly observedFault: string | null;
};

/** The JSON text of a `SentMap`, compressed with gzip: the thread that computed it writes it down too. */
export function mapText(estate: Estate, graph: EstateGraph, { observed }: MapQuestion): Uint8Array {
  const file = observed === null ? null : readObservedFile(observed);
  const isDamaged = observed !== null && file === null;
  const map: SentMap = {
    ...estateMap(estate, graph, file === null ? null : linksOf(estate, file)),
    observedFault: isDamaged ? "The file of observed dependencies is damaged: import them again." : null,
  };
  return gzipSync(JSON.stringify(map), { level: 5 });
}

function linksOf(estate: Estate, file: ObservedFile): ObservedLinks {
  const sources = new Map([...estate.documents].map(([ref, { source }]) => [ref as string, source]));
  const { seen, unconfirmed, neverSeen } = compareWithDeclared(file, sources);
  return {
    seen: seen.map(linkOf),
    undeclared: unconfirmed.map(linkOf),
    neverSeen: neverSeen as readonly { readonly from: Ref; readonly to: Ref }[],
  };
}

function linkOf({ from, to, observations }: ObservedEdge) {
  const counts = observations.flatMap(({ count }) => (count === null ? [] : [count]));
  const times = observations.flatMap(({ lastSeenAt }) => (lastSeenAt === null ? [] : [lastSeenAt]));
  return {
    from: from as Ref,
    to: to as Ref,
    calls: counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0),
    lastSeenAt: times.toSorted().at(-1) ?? null,
    isHint: observations.every(({ source }) => source === "setting"),
  };
}
