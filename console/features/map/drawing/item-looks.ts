import type { MapGroup } from "../model/grouping.ts";
import { nodeStates } from "../model/node-state.ts";
import type { Drawing } from "./plan-drawing.ts";

/** How an item looks, as one text: what has not changed is not drawn again. */
export type ItemLook = {
  /** The state of a node; of a group the worst one in it. */
  readonly state: number;
  /** The state it has without what is pointed at; the same while nothing is. */
  readonly before: number;
  /** Of a group how many are in each state; empty for a node. */
  readonly counts: readonly number[];
};

/** By place in `items` how each looks, packed. */
export function itemLooks(
  { items }: Drawing,
  groups: readonly MapGroup[],
  states: Uint8Array,
  preview: Uint8Array,
): readonly string[] {
  return items.map((item) => {
    if (item.type === "node") return `${preview[item.node]!} ${states[item.node]!}`;
    const counts = nodeStates.map(() => 0);
    let [worst, before] = [0, 0];
    for (const node of groups[item.group]!.members) {
      const state = preview[node]!;
      counts[state]! += 1;
      worst = Math.max(worst, state);
      before = Math.max(before, states[node]!);
    }
    return `${worst} ${before} ${counts.join(" ")}`;
  });
}

/** What a packed look says. */
export function readLook(look: string): ItemLook {
  const [state = 0, before = 0, ...counts] = look.split(" ").map(Number);
  return { state, before, counts };
}
