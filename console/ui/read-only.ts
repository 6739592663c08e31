import { useSyncExternalStore } from "react";
import { createStore } from "./external-store.ts";

const store = createStore<string | null>(null);

/** Says why nothing can be done at the moment, on every button that acts; null when it can. */
export function setReadOnly(reason: string | null): void {
  store.set(reason);
}

/** Why nothing can be done at the moment. */
export function useReadOnly(): string | null {
  return useSyncExternalStore(store.subscribe, store.get);
}
