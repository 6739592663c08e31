import { useEffect, useId, useRef, useSyncExternalStore } from "react";
import { createStore } from "./external-store.ts";
import { isMac } from "./is-mac.ts";
import { pressed, type PendingKeys } from "./key-sequence.ts";

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

export type Shortcut = {
  /** What it does, for the help: “next step”. */
  readonly does: string;
  /** False says that this is not the time: the key goes on to whoever listens next. */
  readonly act: () => boolean | void;
};

/**
 * What each key does; by the character typed, so that `?` is found on every layout. `g h` is g and
 * then h. `Mod k` is k with ⌘ on a Mac and with Ctrl elsewhere, `Mod Shift z` with Shift as well; these
 * act while typing too, unless they say that it is not the time (`isTyping`).
 */
export type Shortcuts = { readonly [keys: string]: Shortcut | undefined };

/** The group whose keys act everywhere; what a page does with the same key comes before it. */
export const everywhere = "Everywhere";

type Group = { readonly name: string; readonly shortcuts: Shortcuts };

/** What listens now, in the order in which it came. */
const groups = new Map<string, Group>();

/** What the help shows: the groups that listen now, those of the page first. */
export function listeningGroups(): readonly Group[] {
  const all = [...groups.values()];
  return [
    ...all.filter(({ name }) => name !== everywhere).toReversed(),
    ...all.filter(({ name }) => name === everywhere),
  ];
}

/** Whether the keys go into a field now. */
export function isTyping(target: EventTarget | null = document.activeElement): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

let pending: PendingKeys | null = null;

/** Gives the keys to whoever takes them first; true when somebody did. */
function isTaken(keys: string): boolean {
  return listeningGroups().some(({ shortcuts }) => {
    const shortcut = shortcuts[keys];
    return shortcut !== undefined && shortcut.act() !== false;
  });
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return;
  if (document.querySelector("[role=dialog]") !== null) return;
  if (event.ctrlKey || event.metaKey) {
    const isMod = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const keys = `Mod ${event.shiftKey ? "Shift " : ""}${event.key.toLowerCase()}`;
    if (isMod && isTaken(keys)) event.preventDefault();
    return;
  }
  if (event.key !== "Escape" && (!enabled.get() || isTyping(event.target))) return;
  const known = listeningGroups().flatMap(({ shortcuts }) => Object.keys(shortcuts));
  const { keys, next } = pressed({ key: event.key, at: event.timeStamp, before: pending, known });
  pending = next;
  if (next !== null || (keys !== null && isTaken(keys))) event.preventDefault();
}

/**
 * Listens for single keys anywhere on the page while the component is there, except while somebody
 * types. `Escape` acts while typing too, and also when single keys are turned off, unless a dialog
 * takes it. The help lists what is registered here under the name of the group.
 */
export function useShortcuts(group: string, shortcuts: Shortcuts): void {
  const id = useId();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
    const registered = groups.get(id);
    if (registered !== undefined) groups.set(id, { name: group, shortcuts });
  });
  useEffect(() => {
    if (groups.size === 0) document.addEventListener("keydown", onKey);
    groups.set(id, { name: group, shortcuts: latest.current });
    return () => {
      groups.delete(id);
      if (groups.size === 0) document.removeEventListener("keydown", onKey);
    };
  }, [id, group]);
}
