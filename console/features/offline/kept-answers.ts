import { useSyncExternalStore } from "react";
import { keptAtHeader } from "../../service-worker/policy.ts";
import { createStore } from "../../ui/external-store.ts";

/** Since when the oldest answer on screen was kept, as ISO 8601; null while all come from the server. */
const store = createStore<string | null>(null);

/** Notes whether the server gave an answer, or its copy did. */
export function noteAnswer(response: Response): void {
  const keptAt = response.headers.get(keptAtHeader);
  const oldest = store.get();
  if (keptAt !== null && (oldest === null || keptAt < oldest)) store.set(keptAt);
}

/** Everything is read anew from the server. */
export function answersAreFresh(): void {
  store.set(null);
}

/** Since when the oldest of what is shown was kept; null while nothing is a copy. */
export function useOldestKept(): string | null {
  return useSyncExternalStore(store.subscribe, store.get);
}
