import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { needsOf } from "./needs.ts";

/**
 * Everything that the starts need, hard or soft, through others, with the start that came first to it; the
 * starts themselves included. Linear in the needs: what an earlier start has reached is not walked again.
 */
export function reachedFrom(context: CheckContext, starts: Iterable<Ref>): ReadonlyMap<Ref, Ref> {
  const reached = new Map<Ref, Ref>();
  for (const start of starts) {
    const waiting = [start];
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      if (reached.has(ref)) continue;
      reached.set(ref, start);
      for (const { members } of needsOf(context, ref)) waiting.push(...members);
    }
  }
  return reached;
}
