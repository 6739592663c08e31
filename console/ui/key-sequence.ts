/** A key that begins a sequence, and when it was pressed. */
export type PendingKeys = { readonly key: string; readonly at: number };

/** How long a started sequence waits for its second key. */
const millisecondsMax = 1500;

type Pressed = {
  readonly key: string;
  /** Milliseconds, by any clock that does not go back. */
  readonly at: number;
  readonly before: PendingKeys | null;
  /** All shortcuts there are: `j`, `g h`. */
  readonly known: readonly string[];
};

/**
 * Which shortcut a key completes, if any, and which sequence it begins. A key that ends no sequence
 * counts for itself: `g` and then `j` is `j`.
 */
export function pressed({ key, at, before, known }: Pressed): {
  readonly keys: string | null;
  readonly next: PendingKeys | null;
} {
  const isInTime = before !== null && at - before.at <= millisecondsMax;
  const both = isInTime ? `${before.key} ${key}` : null;
  if (both !== null && known.includes(both)) return { keys: both, next: null };
  if (known.some((keys) => keys.startsWith(`${key} `))) return { keys: null, next: { key, at } };
  return { keys: known.includes(key) ? key : null, next: null };
}
