import { useEffect, useSyncExternalStore } from "react";
import type { Ref } from "#core/model/ref.ts";
import { createStore } from "../../../ui/external-store.ts";
import { erase, readAll, write } from "./draft-database.ts";

/** A change of one document that nobody else has seen yet. */
export type Draft = {
  /** The reference of the document; of a new one a name of its own. */
  readonly id: string;
  /** null: the document is new. */
  readonly ref: Ref | null;
  readonly kind: string;
  /** SHA-256 of the published text it began with; null for a new document. */
  readonly base: string | null;
  /** That text. */
  readonly baseText: string;
  /** What it is to be; null: it is to be removed. */
  readonly text: string | null;
  /** The open proposal whose content it is; null for a proposal of its own. */
  readonly revises: string | null;
  readonly editedAt: string;
};

/** null until they are read. */
const drafts = createStore<readonly Draft[] | null>(null);
const trouble = createStore<Error | null>(null);

/** Written whenever a draft is: the other tabs of this browser hear of it. */
const changeKey = "holdfast.drafts";

async function load(): Promise<void> {
  try {
    const kept = (await readAll()) as readonly Draft[];
    drafts.set(kept.toSorted((one, other) => (one.editedAt < other.editedAt ? -1 : 1)));
  } catch (error) {
    drafts.set([]);
    trouble.set(error as Error);
  }
}

globalThis.addEventListener("storage", ({ key }) => {
  if (key === changeKey) void load();
});

/** How many writes are under way: only then can leaving the page lose something. */
let writing = 0;

async function kept(work: Promise<unknown>): Promise<void> {
  writing += 1;
  try {
    await work;
    trouble.set(null);
    localStorage.setItem(changeKey, new Date().toISOString());
  } catch (error) {
    trouble.set(error as Error);
  } finally {
    writing -= 1;
  }
}

globalThis.addEventListener("beforeunload", (event) => {
  if (writing > 0 || (trouble.get() !== null && (drafts.get()?.length ?? 0) > 0)) event.preventDefault();
});

/** Keeps a draft in this browser: a reload, a crash or an expired session loses nothing. */
export function saveDraft(draft: Draft): void {
  const before = drafts.get() ?? [];
  const isThere = before.some(({ id }) => id === draft.id);
  drafts.set(isThere ? before.map((one) => (one.id === draft.id ? draft : one)) : [...before, draft]);
  void kept(write(draft));
}

/** Forgets a draft. */
export function dropDraft(id: string): void {
  drafts.set((drafts.get() ?? []).filter((one) => one.id !== id));
  void kept(erase(id));
}

/** The drafts of this browser, the oldest first; null until they are read. */
export function useDrafts(): readonly Draft[] | null {
  const found = useSyncExternalStore(drafts.subscribe, drafts.get);
  useEffect(() => {
    if (drafts.get() === null) void load();
  }, []);
  return found;
}

/** Why drafts cannot be kept here, such as a browser that forbids it; null where they are. */
export function useDraftTrouble(): Error | null {
  return useSyncExternalStore(trouble.subscribe, trouble.get);
}
