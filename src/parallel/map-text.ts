import { gzipSync } from "node:zlib";
import type { EstateGraph } from "#core/analysis/graph/estate-graph.ts";
import { type EstateMap, estateMap } from "#core/analysis/map/estate-map.ts";
import type { ObservedLinks } from "#core/analysis/map/map-observed.ts";
import { compareWithDeclared } from "#core/exchange/observed/compare-declared.ts";
import { type ObservedFile, readObservedFile } from "#core/exchange/observed/observed-file.ts";
import { observedLink } from "#core/exchange/observed/observed-link.ts";
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
    seen: seen.map(observedLink),
    undeclared: unconfirmed.map(observedLink),
    neverSeen: neverSeen as readonly { readonly from: Ref; readonly to: Ref }[],
  };
}
