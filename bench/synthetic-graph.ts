import type { GraphNode, Requirement } from "#core/analysis/graph/requirement.ts";
import { atLeastOf, hardOn } from "#core/analysis/graph/requirement.ts";
import type { Ref } from "#core/model/ref.ts";

/**
 * A made-up configuration database of about so many nodes: sites, racks, hosts, platforms, components, services and
 * functions in layers. Services and the components they are made of belong to domains of 40 services, in which services
 * call one another; platforms are used by all, a few of them by very many (a power law). About a quarter of the
 * dependencies are redundancy groups. The same size gives the same estate.
 */
export function syntheticGraph(size: number): readonly GraphNode[] {
  const random = generator(size);
  const layers: { readonly [layer in keyof typeof shares]: readonly Ref[] } = {
    site: names("site:", Math.max(4, Math.round(size * shares.site))),
    rack: names("component:rack-", Math.round(size * shares.rack)),
    host: names("component:host-", Math.round(size * shares.host)),
    platform: names("component:platform-", Math.round(size * shares.platform)),
    component: names("component:app-", Math.round(size * shares.component)),
    service: names("service:", Math.round(size * shares.service)),
    function: names("function:", Math.round(size * shares.function)),
  };
  const any = (refs: readonly Ref[]): Ref => refs[Math.floor(random() * refs.length)]!;
  /** The lower the number, the more use it. */
  const popular = (refs: readonly Ref[]): Ref => refs[Math.floor(refs.length * random() ** 3)]!;
  const oneOf = (refs: readonly Ref[], pick: (refs: readonly Ref[]) => Ref): Requirement => {
    const members = [pick(refs), pick(refs), ...(random() < 0.3 ? [pick(refs)] : [])];
    return atLeastOf(members, 1, "both");
  };
  const soft = (member: Ref): Requirement => ({ members: [member], losses: 1, isSoft: true, phase: "both" });
  const nodes: GraphNode[] = [];
  const order = new Map(layers.service.map((ref, at) => [ref, at]));
  const add = (refs: readonly Ref[], requirements: () => readonly Requirement[]) => {
    for (const ref of refs) nodes.push({ ref, requirements: requirements() });
  };
  add(layers.site, () => []);
  add(layers.rack, () => [hardOn(any(layers.site))]);
  add(layers.host, () => [hardOn(any(layers.rack))]);
  add(layers.platform, () => [
    random() < 0.5 ? oneOf(layers.host, any) : hardOn(any(layers.host)),
    ...(random() < 0.3 ? [soft(popular(layers.platform))] : []),
  ]);
  add(layers.component, () => [
    random() < 0.25 ? oneOf(layers.host, any) : hardOn(any(layers.host)),
    random() < 0.5 ? oneOf(layers.platform, popular) : hardOn(popular(layers.platform)),
    ...(random() < 0.4 ? [soft(any(layers.component))] : []),
  ]);
  const domains = Math.max(1, Math.round(layers.service.length / 40));
  layers.service.forEach((ref, at) => {
    const domain = Math.floor((at * domains) / layers.service.length);
    const components = shareOf(layers.component, domain, domains);
    const before = shareOf(layers.service, domain, domains).filter((other) => order.get(other)! < at);
    nodes.push({
      ref,
      requirements: [
        hardOn(any(components)),
        random() < 0.25 ? oneOf(components, any) : hardOn(any(components)),
        ...(before.length > 0 ? [random() < 0.25 ? oneOf(before, popular) : hardOn(popular(before))] : []),
        ...(random() < 0.5 ? [soft(popular(layers.service))] : []),
      ],
    });
  });
  add(layers.function, () => [hardOn(any(layers.service)), oneOf(layers.service, any)]);
  return nodes;
}

const shares = {
  site: 0.0002,
  rack: 0.01,
  host: 0.15,
  platform: 0.05,
  component: 0.55,
  service: 0.2,
  function: 0.04,
};

/** The part of a layer that belongs to one of so many domains. */
function shareOf(refs: readonly Ref[], domain: number, domains: number): readonly Ref[] {
  return refs.slice(
    Math.ceil((domain * refs.length) / domains),
    Math.ceil(((domain + 1) * refs.length) / domains),
  );
}

function names(prefix: string, count: number): readonly Ref[] {
  return Array.from({ length: count }, (_, at) => `${prefix}${at}` as Ref);
}

/** Mulberry32: enough for a made-up estate. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
