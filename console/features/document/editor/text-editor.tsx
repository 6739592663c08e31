import { redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { type Diagnostic as Mark, setDiagnostics } from "@codemirror/lint";
import { openSearchPanel } from "@codemirror/search";
import { EditorState, type Text } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import type { EditorKnowledge } from "./complete-document.ts";
import { editorExtensions } from "./editor-extensions.ts";
import { quickFixOf } from "./quick-fix.ts";
import "./text-editor.css";

/** What can be done with an editor from outside. */
export type EditorHandle = {
  /** Replaces the whole text as one change that can be undone; what did not change keeps its place. */
  readonly replace: (text: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly search: () => void;
  /** Goes to a line, from 1. */
  readonly goTo: (line: number, column: number) => void;
};

type Props = {
  readonly label: string;
  readonly initial: string;
  readonly knowledge: EditorKnowledge;
  readonly diagnostics: readonly Diagnostic[];
  readonly onChange: (text: string, can: { readonly undo: boolean; readonly redo: boolean }) => void;
  readonly onFormat: () => void;
  readonly onReady: (handle: EditorHandle | null) => void;
};

function offsetAt(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(found.from + Math.max(0, column - 1), found.to);
}

function markOf(doc: Text, diagnostic: Diagnostic): Mark {
  const { span } = diagnostic.place;
  const from = offsetAt(doc, span.line, span.column);
  const to = Math.max(from, offsetAt(doc, span.endLine, span.endColumn));
  const fix = quickFixOf(diagnostic, doc.sliceString(from, to));
  const message = `${diagnostic.message}${diagnostic.help === null ? "" : `\n${diagnostic.help}`}`;
  const apply = (view: EditorView, start: number, end: number) =>
    view.dispatch({ changes: { from: start, to: end, insert: fix?.text ?? "" }, userEvent: "input.fix" });
  return {
    from,
    to,
    severity: diagnostic.severity,
    source: diagnostic.code,
    message,
    ...(fix === null ? {} : { actions: [{ name: fix.label, apply }] }),
  };
}

/** The smallest change between two texts: what they have in common at both ends stays. */
function changeBetween(before: string, after: string) {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let end = 0;
  const room = Math.min(before.length, after.length) - from;
  while (end < room && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

function handleOf(view: EditorView): EditorHandle {
  return {
    replace: (text) => {
      const change = changeBetween(view.state.doc.toString(), text);
      if (change.from === change.to && change.insert === "") return;
      view.dispatch({ changes: change, userEvent: "input.form" });
    },
    undo: () => undo(view),
    redo: () => redo(view),
    search: () => openSearchPanel(view),
    goTo: (line, column) => {
      const at = offsetAt(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
  };
}

/** An editor of one document as text. It holds the text itself: what comes from outside goes through its handle. */
export function TextEditor({ label, initial, knowledge, diagnostics, onChange, onFormat, onReady }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const known = useRef(knowledge);
  useEffect(() => {
    known.current = knowledge;
  }, [knowledge]);
  const changed = useEffectEvent((text: string) => {
    const state = view.current?.state;
    onChange(text, {
      undo: state ? undoDepth(state) > 0 : false,
      redo: state ? redoDepth(state) > 0 : false,
    });
  });
  const format = useEffectEvent(onFormat);
  const ready = useEffectEvent(onReady);
  const begin = useEffectEvent(() => initial);
  useEffect(() => {
    if (host.current === null) return undefined;
    const extensions = editorExtensions({
      label,
      knowledge: () => known.current,
      onChange: (text) => changed(text),
      onFormat: () => format(),
    });
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: begin(), extensions: [...extensions] }),
    });
    view.current = made;
    ready(handleOf(made));
    return () => {
      ready(null);
      view.current = null;
      made.destroy();
    };
  }, [label]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { doc } = editor.state;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        diagnostics.map((one) => markOf(doc, one)),
      ),
    );
  }, [diagnostics]);
  return <div ref={host} className="text-editor" />;
}
