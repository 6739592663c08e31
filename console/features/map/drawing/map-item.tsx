import type { Node, NodeProps } from "@xyflow/react";
import { memo, useSyncExternalStore } from "react";
import type { ExternalStore } from "../../../ui/external-store.ts";
import type { MapGroup } from "../model/grouping.ts";
import { kindOf, type MapModel } from "../model/map-model.ts";
import { nodeStates, stateWords } from "../model/node-state.ts";
import { readLook } from "./item-looks.ts";
import type { DrawnItem } from "./plan-drawing.ts";

/** What all items of a drawing share: what changes while somebody chooses is told by stores, not by new nodes. */
export type ItemFacts = {
  readonly model: MapModel;
  readonly groups: readonly MapGroup[];
  readonly looks: ExternalStore<readonly string[]>;
  readonly active: ExternalStore<number | null>;
  readonly radii: ExternalStore<Int32Array | null>;
  /** What was searched for; null while nothing is. */
  readonly matches: ExternalStore<ReadonlySet<number> | null>;
};

export type ItemNode = Node<
  { readonly at: number; readonly item: DrawnItem; readonly facts: ItemFacts },
  "item"
>;
export type BoxNode = Node<{ readonly title: string; readonly count: number }, "box">;

/** The id of an item in the page, for `aria-activedescendant`. */
export const itemElementId = (at: number) => `map-item-${at}`;

function useLook({ looks, active }: ItemFacts, at: number) {
  const look = useSyncExternalStore(looks.subscribe, () => looks.get()[at] ?? "0 0");
  const isActive = useSyncExternalStore(active.subscribe, () => active.get() === at);
  return { ...readLook(look), isActive };
}

/** A node, or a group that is closed. */
export const MapItem = memo(function MapItem({ data: { at, item, facts } }: NodeProps<ItemNode>) {
  return item.type === "node" ? (
    <NodeCard at={at} node={item.node} facts={facts} />
  ) : (
    <GroupCard at={at} group={facts.groups[item.group]!} facts={facts} />
  );
});

type CardProps = { readonly at: number; readonly facts: ItemFacts };

function NodeCard({ at, node, facts }: CardProps & { readonly node: number }) {
  const { state, before, isActive } = useLook(facts, at);
  const { model, matches, radii } = facts;
  const radius = useSyncExternalStore(radii.subscribe, () => radii.get()?.[node] ?? 0);
  const isMatch = useSyncExternalStore(matches.subscribe, () => matches.get()?.has(node) ?? null);
  const { word, mark } = stateWords[nodeStates[state]!];
  const title = model.titles[node]!;
  const kind = kindOf(model, node);
  const isPreview = state !== before;
  return (
    <div
      id={itemElementId(at)}
      role="img"
      aria-label={`${title}, ${kind}, ${word}${isPreview ? " if it failed too" : ""}`}
      className="map-node"
      data-state={nodeStates[state]}
      data-preview={isPreview}
      data-active={isActive}
      data-kind={kind}
      data-match={isMatch}
      data-undescribed={model.undescribed[node] === 1}
      title={`${model.refs[node]!}: ${title}`}
    >
      <span className="map-node-head">
        <span className="map-node-kind">{model.undescribed[node] === 1 ? `${kind} ?` : kind}</span>
        {state === 0 ? null : (
          <span className="map-node-state">
            {mark} {word}
          </span>
        )}
        {radius > 0 ? (
          <span className="map-node-point" title={`Its loss alone takes ${radius} others down`}>
            ◎ {radius}
          </span>
        ) : null}
      </span>
      <bdi className="map-node-title">{title}</bdi>
    </div>
  );
}

function GroupCard({ at, group, facts }: CardProps & { readonly group: MapGroup }) {
  const { state, before, counts, isActive } = useLook(facts, at);
  const { matches } = facts;
  const found = useSyncExternalStore(matches.subscribe, () => {
    const all = matches.get();
    return all === null ? null : group.members.reduce((sum, node) => sum + (all.has(node) ? 1 : 0), 0);
  });
  const lost = nodeStates.flatMap((name, place) => {
    const count = counts[place] ?? 0;
    return place === 0 || count === 0 ? [] : [{ name, count, ...stateWords[name] }];
  });
  const words = lost.map(({ count, word }) => `${count} ${word}`).join(", ");
  return (
    <div
      id={itemElementId(at)}
      role="img"
      aria-label={`${group.title}, group of ${group.members.length}${words === "" ? "" : `: ${words}`}`}
      className="map-node map-group"
      data-state={nodeStates[state]}
      data-preview={state !== before}
      data-active={isActive}
      data-match={found === null ? null : found > 0}
      title={group.title}
    >
      <bdi className="map-node-title">{group.title}</bdi>
      <span className="map-node-kind">
        {group.members.length} together{found === null ? "" : `, ${found} found`}
      </span>
      <span className="map-group-counts">
        {lost.toReversed().map(({ name, mark, count, word }) => (
          <span key={name} data-state={name} title={`${count} ${word}`}>
            {mark} {count}
          </span>
        ))}
      </span>
    </div>
  );
}

/** The frame of a group that is open. */
export const MapBox = memo(function MapBox({ data: { title, count } }: NodeProps<BoxNode>) {
  return (
    <div className="map-box" aria-hidden="true">
      <bdi>{title}</bdi> <span>{count}</span>
    </div>
  );
});
