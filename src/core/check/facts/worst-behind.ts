import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { type Need, needsNaming } from "./needs.ts";

/** The worst value among all that a thing needs, whose it is, and the need that leads there. */
export type Behind = { readonly value: number; readonly source: Ref; readonly need: Need };

export type WorstOptions = {
  /**
   * Of several alternatives, whether the best ones count (`enough`: what is needed for `atLeast` of
   * them) or each of them (`each`: data that one of them keeps is lost although another serves).
   */
  readonly alternatives: "enough" | "each";
  /** Whether a thing with a value of its own answers for what stands behind it. */
  readonly ownHides: boolean;
};

/**
 * For each thing that needs, hard and through others, something with a value: the highest of these values.
 * Among alternatives of which k are needed it is the k-th lowest. Each need is passed once, highest values first
 * (a bottleneck variant of Dijkstra's algorithm): linear in the needs once the values are sorted.
 */
export function worstBehind(
  context: CheckContext,
  values: ReadonlyMap<Ref, number>,
  { alternatives, ownHides }: WorstOptions,
): ReadonlyMap<Ref, Behind> {
  const behind = new Map<Ref, Behind>();
  const passed = new Set<Ref>();
  const counts = new Map<Need, number>();
  const passOn = (start: Ref, value: number, source: Ref) => {
    const waiting = [start];
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      if (passed.has(ref)) continue;
      passed.add(ref);
      for (const need of needsNaming(context, ref)) {
        if (!need.hard) continue;
        const count = (counts.get(need) ?? 0) + 1;
        counts.set(need, count);
        const enough = alternatives === "each" ? 1 : need.members.length - need.atLeast + 1;
        if (count < enough || behind.has(need.from)) continue;
        behind.set(need.from, { value, source, need });
        if (!(ownHides && values.has(need.from))) waiting.push(need.from);
      }
    }
  };
  const sorted = [...values].toSorted(([, one], [, other]) => other - one);
  for (const [ref, value] of sorted) passOn(ref, value, ref);
  return behind;
}
