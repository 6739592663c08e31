import { useMemo, useRef, useState } from "react";
import type { Ref } from "#core/model/ref.ts";
import { type Draft, dropDraft, saveDraft, useDrafts } from "./drafts.ts";

/** What is edited: a published document, or a new one. */
export type EditedThing = {
  readonly id: string;
  readonly ref: Ref | null;
  readonly kind: string;
  /** The text to begin with where there is no draft. */
  readonly text: string;
  /** SHA-256 of the published text; null for a new document. */
  readonly base: string | null;
};

/** The draft of a document while somebody changes it: every change is kept in this browser. */
export function useEditing(thing: EditedThing, drafts: readonly Draft[]) {
  const begun = useRef(drafts.find(({ id }) => id === thing.id) ?? null);
  const [text, setText] = useState(begun.current?.text ?? thing.text);
  const [base, setBase] = useState({
    sha256: begun.current?.base ?? thing.base,
    text: begun.current?.baseText ?? (thing.ref === null ? "" : thing.text),
  });
  // The editor tells of its new text before anything is drawn anew: what it stands on must be known by then.
  const standing = useRef(base);
  const all = useDrafts() ?? drafts;
  const revises = all.find(({ id }) => id === thing.id)?.revises ?? null;
  const keep = (next: string) => {
    const on = standing.current;
    setText(next);
    if (thing.ref !== null && next === on.text && revises === null) return dropDraft(thing.id);
    const { id, ref, kind } = thing;
    saveDraft({
      id,
      ref,
      kind,
      base: on.sha256,
      baseText: on.text,
      text: next,
      revises,
      editedAt: new Date().toISOString(),
    });
  };
  const checked = useMemo(() => {
    const others = all
      .filter(({ id }) => id !== thing.id)
      .map(({ id, text: written }) => ({ name: id, text: written }));
    return [...others, { name: thing.id, text }];
  }, [all, thing.id, text]);
  return {
    text,
    base,
    keep,
    /** The draft stands on another published text from now on. */
    rebase: (sha256: string | null, baseText: string, next: string) => {
      standing.current = { sha256, text: baseText };
      setBase(standing.current);
      keep(next);
    },
    checked,
    others: all.filter(({ id }) => id !== thing.id).length,
    isKept: all.some(({ id }) => id === thing.id),
  };
}
