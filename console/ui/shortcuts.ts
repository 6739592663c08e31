import { useEffect, useSyncExternalStore } from "react";
import { createStore } from "./external-store.ts";

const storageKey = "holdfast.shortcuts";
const enabled = createStore(localStorage.getItem(storageKey) !== "off");

/** Whether single keys act. People who speak their input can turn them off (WCAG 2.2, 2.1.4). */
export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore(enabled.subscribe, enabled.get);
}

export function enableShortcuts(isOn: boolean): void {
  localStorage.setItem(storageKey, isOn ? "on" : "off");
  enabled.set(isOn);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

/** What each key does; by the character typed, so that `?` is found on every layout. */
export type Shortcuts = { readonly [key: string]: (() => void) | undefined };

/**
 * Listens for single keys anywhere on the page, except while somebody types. `Escape` acts while
 * typing too, and also when single keys are turned off, unless a dialog takes it.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const isEnabled = useShortcutsEnabled();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = shortcuts[event.key];
      if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("[role=dialog]") !== null) return;
      if (event.key !== "Escape" && (!isEnabled || isTyping(event.target))) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}
