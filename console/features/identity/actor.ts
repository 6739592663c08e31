import { useSyncExternalStore } from "react";
import { createStore } from "../../ui/external-store.ts";

const storageKey = "holdfast.actor";

const store = createStore<string | null>(localStorage.getItem(storageKey));

/** Whom this browser acts as, as `person:NAME`; null before somebody was chosen. */
export function useActor(): string | null {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Acts as somebody else from now on, also after a reload. */
export function chooseActor(ref: string): void {
  localStorage.setItem(storageKey, ref);
  store.set(ref);
}
