import { useSyncExternalStore } from "react";
import { createStore } from "./external-store.ts";

const storageKey = "holdfast.zone";

/** The zone of this browser. */
export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const store = createStore<string>(kept());

function kept(): string {
  // Words are tested without a browser too.
  const zone = globalThis.localStorage?.getItem(storageKey) ?? null;
  return zone !== null && isZone(zone) ? zone : browserZone;
}

/** Whether the browser knows a zone by this name: documents are written by people. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** In which zone times are shown; an IANA name. */
export function useTimeZone(): string {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The same for who draws outside React, or has a component above that follows it. */
export function timeZone(): string {
  return store.get();
}

/** Shows times in this zone from now on, also after a reload. */
export function chooseTimeZone(zone: string): void {
  localStorage.setItem(storageKey, zone);
  store.set(zone);
}
