import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { formatDocuments } from "#core/document/format/format-documents.ts";
import { jsonSchemaOf, jsonSchemaOfAnyDocument } from "#core/document/json-schema.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import { documentKinds } from "#core/model/ref.ts";
import { editDocument } from "#core/revision/edit/edit-document.ts";
import type { ValueEdit } from "#core/revision/edit/value-edit.ts";
import { useDraftCheck, useEditorNames } from "./check/use-draft-check.ts";
import type { Draft } from "./draft/drafts.ts";
import { type EditedThing, useEditing } from "./draft/use-editing.ts";
import type { EditorHandle } from "./editor/text-editor.tsx";

/** How a document is shown to whoever changes it. */
export type View = "form" | "text";

/** What the checker has said before it has said anything. */
export const nothingFound: readonly Diagnostic[] = [];

function schemaFor(kind: string) {
  const known = documentKinds.find((one) => one === kind);
  return known === undefined ? jsonSchemaOfAnyDocument() : jsonSchemaOf(known);
}

const unformatted = {
  unreadable: "It has mistakes: put them right first.",
  left: "It cannot be formatted without losing something.",
} as const;

type Editor = {
  readonly handle: EditorHandle | null;
  readonly can: { readonly undo: boolean; readonly redo: boolean };
};

/** Changes from outside the text: they go through the editor, so that they can be undone like typing. */
function useEdits(handle: EditorHandle | null, name: string, text: string) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  const edit = useCallback(
    (change: ValueEdit) => {
      const result = editDocument(latest.current, change);
      setRefusal(result.status === "refused" ? result.reason : null);
      if (result.status !== "edited") return;
      latest.current = result.text;
      handle?.replace(result.text);
    },
    [handle],
  );
  const format = () => {
    const result = formatDocuments(name, latest.current);
    if (result.status === "formatted") handle?.replace(result.text);
    setRefusal(result.status === "formatted" ? null : unformatted[result.status]);
  };
  return { refusal, edit, format };
}

/** Everything that belongs to changing one document: its text, what is known of it, and what can be done. */
export function useDocumentDesk(thing: EditedThing, drafts: readonly Draft[], onView: (view: View) => void) {
  const editing = useEditing(thing, drafts);
  const { connectors, documents } = useEditorNames();
  const check = useDraftCheck(thing.id, editing.checked);
  const schema = useMemo(() => schemaFor(thing.kind), [thing.kind]);
  const knowledge = useMemo(() => ({ schema, documents, connectors }), [schema, documents, connectors]);
  const [editor, setEditor] = useState<Editor>({ handle: null, can: { undo: false, redo: false } });
  const { handle } = editor;
  const edits = useEdits(handle, thing.id, editing.text);
  const onReady = useCallback(
    (made: EditorHandle | null) => setEditor((before) => ({ ...before, handle: made })),
    [],
  );
  return {
    ...edits,
    editing,
    check,
    knowledge,
    editor,
    onReady,
    own: check.report?.own ?? nothingFound,
    onChange: (next: string, can: Editor["can"]) => {
      editing.keep(next);
      setEditor((before) => ({ ...before, can }));
    },
    open: ({ place: { span } }: Diagnostic) => {
      onView("text");
      // The text has to be on screen before anything can be scrolled to.
      setTimeout(() => handle?.goTo(span.line, span.column), 50);
    },
  };
}

/** See `useDocumentDesk`. */
export type DocumentDesk = ReturnType<typeof useDocumentDesk>;
