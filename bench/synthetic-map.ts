import { estateGraph } from "#core/analysis/graph/estate-graph.ts";
import { estateMap } from "#core/analysis/map/estate-map.ts";
import { seededRandom } from "#core/analysis/probability/random.ts";
import type { Dependency } from "#core/model/dependency.ts";
import type { EstateDocument } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import type { SentMap } from "#parallel/map-text.ts";

/** How many of a thousand nodes are of each kind. */
const shares = { site: 4, team: 30, vendor: 26, component: 700, service: 190, function: 50 } as const;
type Kind = keyof typeof shares;

/** Components of one application depend on one another; the first of all serve every one. */
const applicationSize = 30;

/**
 * The map of a made-up estate of so many nodes, as the server would send it: the same for the same size and seed. It is made
 * of bare nodes, since a hundred thousand documents take longer to check than a map takes to draw.
 */
export function syntheticMap(nodes: number, seed: number): SentMap {
  const random = seededRandom(seed);
  const countOf = (kind: Kind) => Math.max(2, Math.round((nodes * shares[kind]) / 1000));
  const refOf = (kind: Kind, index: number): Ref => `${kind}:${kind}-${String(index).padStart(6, "0")}`;
  const some = (kind: Kind) => refOf(kind, random.below(countOf(kind)));
  const documents = new Map<Ref, EstateDocument>();
  const add = (kind: Kind, index: number, spec: object) => {
    const ref = refOf(kind, index);
    const name = ref.slice(ref.indexOf(":") + 1);
    const title = `${kind[0]!.toUpperCase()}${kind.slice(1)} number ${index}`;
    const documentKind = title.slice(0, title.indexOf(" "));
    documents.set(ref, {
      kind: documentKind,
      ref,
      name,
      title,
      spec,
      source: {},
    } as unknown as EstateDocument);
  };
  const each = (kind: Kind, specOf: (index: number) => object) => {
    for (let index = 0; index < countOf(kind); index += 1) add(kind, index, specOf(index));
  };
  each("site", () => ({ owner: some("team") }));
  each("team", () => ({}));
  each("vendor", () => ({ owner: some("team"), dependsOn: [] }));
  each("component", (index) => ({
    owner: some("team"),
    // An application stands in one site.
    site: refOf("site", Math.floor(index / applicationSize) % countOf("site")),
    vendor: some("vendor"),
    dependsOn: belowComponent(index, random, refOf),
  }));
  each("service", (index) => {
    const applications = Math.max(1, Math.floor(countOf("component") / applicationSize));
    const first = (index % applications) * applicationSize;
    const member = (place: number) => refOf("component", Math.min(first + place, countOf("component") - 1));
    return {
      owner: some("team"),
      sites: [some("site"), some("site")],
      mode: index % 3 === 0 ? "active-active" : "active-passive",
      tier: 1 + (index % 5),
      dependsOn: [
        hardOn(member(29)),
        { type: "one", on: member(17), need: "soft", phase: "both" },
        { type: "group", anyOf: [member(8), member(23)], atLeast: 1, phase: "both" },
      ],
    };
  });
  each("function", () => ({
    owner: some("team"),
    dependsOn: [hardOn(some("service")), hardOn(some("service"))],
  }));
  const estate = { documents, invalid: new Set<Ref>() };
  return { ...estateMap(estate, estateGraph(estate), null), observedFault: null };
}

function belowComponent(
  index: number,
  random: ReturnType<typeof seededRandom>,
  refOf: (kind: Kind, index: number) => Ref,
): readonly Dependency[] {
  const place = index % applicationSize;
  if (index < applicationSize) return [];
  const targets = new Set(
    [0, 1].map(() => (place === 0 ? random.below(applicationSize) : index - 1 - random.below(place))),
  );
  // What all share is missed when it is gone, and takes nothing down by itself.
  const need = place === 0 ? "soft" : "hard";
  return [...targets].map((target) => ({ type: "one", on: refOf("component", target), need, phase: "both" }));
}

const hardOn = (on: Ref): Dependency => ({ type: "one", on, need: "hard", phase: "both" });
