import type { ToldRunEvent } from "../../api/runs.ts";

/** The known events with those that come right after them; what is known already stays what it is. */
export function withLater(
  known: readonly ToldRunEvent[],
  more: readonly ToldRunEvent[],
): readonly ToldRunEvent[] {
  const last = known.at(-1)?.version ?? 0;
  const later = more.filter(({ version }) => version > last);
  return later.length === 0 ? known : [...known, ...later];
}
