import { linksMax } from "#core/analysis/impact/explanation.ts";
import { stateNumber } from "./node-state.ts";

/**
 * Why nodes are lost, in two columns: for each node the next one towards what failed, −1 where there is none. That a node
 * is down and that it is not up have reasons of their own.
 */
export type Reasons = { readonly down: Int32Array; readonly notUp: Int32Array };

/**
 * The shortest chain from a node to something that failed, without the node itself, as `holdfast impact` tells it: of more
 * than `linksMax` links the first ones and the end. Empty for what is up or failed itself.
 */
export function becauseOf(reasons: Reasons, state: number, node: number): readonly number[] {
  if (state !== stateNumber("down") && state !== stateNumber("degraded")) return [];
  const next = state === stateNumber("down") ? reasons.down : reasons.notUp;
  const chain: number[] = [];
  let at = next[node] ?? -1;
  while (at >= 0 && chain.length <= next.length) {
    chain.push(at);
    at = next[at]!;
  }
  return chain.length <= linksMax ? chain : [...chain.slice(0, linksMax - 1), chain.at(-1)!];
}
