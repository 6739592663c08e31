import type { Ref } from "../model/ref.ts";
import type { DocumentPin } from "./events.ts";
import type { DocumentsState } from "./state.ts";

/** The documents as a publication left them; those of publication 0 are none. */
export function headAt(
  { history, head, number }: Pick<DocumentsState, "history" | "head" | "number">,
  at: number,
): ReadonlyMap<Ref, DocumentPin> {
  if (at >= number) return head;
  const found = new Map<Ref, DocumentPin>();
  for (const [ref, entries] of history) {
    const last = entries.findLast((entry) => entry.number <= at);
    if (last?.pin) found.set(ref, last.pin);
  }
  return found;
}
