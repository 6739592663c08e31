import { useEffect, useState } from "react";

/** What was typed into a form, by field. */
export type Draft = { readonly [field: string]: string };

function read(key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null ? (kept as Draft) : null;
  } catch {
    return null;
  }
}

/**
 * What somebody types, kept in this tab until it is sent: live updates, a closed form, a look at
 * another step or a reload lose nothing. A form of another key is another draft; give its component
 * that key too.
 */
export function useDraft(key: string, initial: Draft) {
  const storageKey = `holdfast.draft.${key}`;
  const [draft, setDraft] = useState<Draft>(() => ({ ...initial, ...read(storageKey) }));
  useEffect(() => {
    sessionStorage.setItem(storageKey, JSON.stringify(draft));
  }, [storageKey, draft]);
  return {
    draft,
    setField: (field: string, value: string) => setDraft((before) => ({ ...before, [field]: value })),
    clear: () => {
      setDraft(initial);
      sessionStorage.removeItem(storageKey);
    },
  };
}
