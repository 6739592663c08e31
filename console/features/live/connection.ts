import { useSyncExternalStore } from "react";
import { createStore } from "../../ui/external-store.ts";

/** How the live connection stands. Times are milliseconds since 1970 by this browser's clock. */
export type Connection = {
  readonly status: "connecting" | "open" | "lost";
  /** When something was last heard; null before the first time. */
  readonly heardAt: number | null;
  readonly reason: string | null;
};

const store = createStore<Connection>({ status: "connecting", heardAt: null, reason: null });

export function connectionOpened(): void {
  store.set({ status: "open", heardAt: Date.now(), reason: null });
}

/** Kept out of the store while all is well: nobody draws it then. */
let lastHeardAt: number | null = null;

export function connectionHeard(): void {
  lastHeardAt = Date.now();
}

export function connectionLost(reason: string): void {
  const { heardAt } = store.get();
  store.set({ status: "lost", heardAt: lastHeardAt ?? heardAt, reason });
}

export function useConnection(): Connection {
  return useSyncExternalStore(store.subscribe, store.get);
}
