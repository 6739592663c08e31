import type { Estate, EstateDocument } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import { listOf } from "../graph/int-lists.ts";

/** What alternatives can have in common although no dependency says so. */
export type TraitKind = "power feed" | "carrier" | "vendor" | "owner";

/** A redundancy group so many of whose members share a trait that losing it would break the group. */
export type SharedTrait = {
  readonly owner: Ref;
  readonly trait: TraitKind;
  /** The name of the feed, or the reference. */
  readonly name: string;
  readonly members: readonly Ref[];
};

/**
 * The traits that alternatives share: power feeds and carriers of the sites they stand on, their vendors, the teams that
 * own them. No dependencies, so no single points: whether losing the trait loses the member is for people to say.
 */
export function sharedTraits(estate: Estate, graph: EstateGraph): readonly SharedTrait[] {
  const { runtime, refs } = graph;
  const found: SharedTrait[] = [];
  for (let group = 0; group < runtime.requirementCount; group += 1) {
    const losses = runtime.losses[group]!;
    if (losses < 2) continue;
    const bearers = new Map<string, { trait: TraitKind; name: string; members: Ref[] }>();
    for (const member of listOf(runtime.members, group).map((node) => refs[node]!)) {
      for (const { trait, name } of traitsOf(estate, member)) {
        const known = bearers.get(`${trait} ${name}`);
        if (known) known.members.push(member);
        else bearers.set(`${trait} ${name}`, { trait, name, members: [member] });
      }
    }
    for (const { trait, name, members } of bearers.values()) {
      if (members.length >= losses) {
        found.push({ owner: refs[runtime.owner[group]!]!, trait, name, members: members.sort() });
      }
    }
  }
  return found.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

const keyOf = ({ owner, trait, name, members }: SharedTrait): string =>
  `${owner} ${trait} ${name} ${members.join()}`;

type Trait = { readonly trait: TraitKind; readonly name: string };

function traitsOf(estate: Estate, ref: Ref): readonly Trait[] {
  const document = estate.documents.get(ref);
  if (document === undefined) return [];
  const traits: Trait[] = placesOf(document).flatMap((site) => traitsOfSite(estate, site));
  const owner = "owner" in document.spec ? document.spec.owner : null;
  if (owner !== null) traits.push({ trait: "owner", name: owner });
  if (document.kind === "Component" && document.spec.vendor !== null)
    traits.push({ trait: "vendor", name: document.spec.vendor });
  const seen = new Set<string>();
  return traits.filter(({ trait, name }) => {
    const isNew = !seen.has(`${trait} ${name}`);
    seen.add(`${trait} ${name}`);
    return isNew;
  });
}

/** Where a member stands: itself, its site, or the site that a service runs on. */
function placesOf(document: EstateDocument): readonly Ref[] {
  if (document.kind === "Site") return [document.ref];
  if (document.kind === "Component") return document.spec.site === null ? [] : [document.spec.site];
  return document.kind === "Service" ? document.spec.sites.slice(0, 1) : [];
}

function traitsOfSite(estate: Estate, ref: Ref): readonly Trait[] {
  const site = estate.documents.get(ref);
  if (site?.kind !== "Site") return [];
  return [
    ...site.spec.power.map((name): Trait => ({ trait: "power feed", name })),
    ...site.spec.carriers.map((name): Trait => ({ trait: "carrier", name })),
  ];
}
