/**
 * What to do with one document that two sides may have changed since they last agreed:
 * - `same`: both hold the same;
 * - `take`: only the other side changed it, so its version is taken;
 * - `keep`: only our side changed it;
 * - `conflict`: both changed it, and not alike; or nobody knows what they agreed on.
 */
export type ThreeWay = "same" | "take" | "keep" | "conflict";

/** What a side holds: a name of the content (a hash), or null where it has no such document. */
type Held = string | null;

/** Compares what two sides hold with what they last agreed on; `base` is undefined where that is not known. */
export function threeWay(base: Held | undefined, ours: Held, theirs: Held): ThreeWay {
  if (ours === theirs) return "same";
  if (base === undefined) {
    // Without a common base a missing document may be new there or removed here: only what is added is safe.
    if (ours === null) return "take";
    return theirs === null ? "keep" : "conflict";
  }
  if (ours === base) return "take";
  return theirs === base ? "keep" : "conflict";
}
