import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
} from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { completeDocument, type EditorKnowledge, type Suggestion } from "./complete-document.ts";
import { cursorPlaces } from "./cursor-place.ts";
import { editorTheme } from "./editor-theme.ts";
import { descriptionAt } from "./schema-at.ts";

const types = { field: "property", value: "enum", reference: "variable" } as const;

function completionOf({ label, apply, detail, info, type, isRequired }: Suggestion): Completion {
  return {
    label,
    apply,
    detail,
    type: types[type],
    boost: isRequired ? 10 : 0,
    ...(info === "" ? {} : { info }),
  };
}

function completeWith(knowledge: () => EditorKnowledge) {
  return (context: CompletionContext): CompletionResult | null => {
    if (!context.explicit && context.matchBefore(/[\w:"'-]+|: /) === null) return null;
    const found = completeDocument(context.state.doc.toString(), context.pos, knowledge());
    if (found === null) return null;
    return { from: found.from, options: found.options.map(completionOf), validFor: /^[\w:.%-]*$/ };
  };
}

function describedKey(view: EditorView, pos: number, knowledge: EditorKnowledge) {
  const line = view.state.doc.lineAt(pos);
  for (const { index, 1: key = "" } of line.text.matchAll(/([A-Za-z][A-Za-z0-9]*)["']?\s*:(?=\s|$)/g)) {
    const [from, to] = [line.from + index, line.from + index + key.length];
    if (pos < from || pos > to) continue;
    for (const { path } of cursorPlaces(view.state.doc.toString(), from)) {
      const text = descriptionAt(knowledge.schema, [...path, key]);
      if (text !== null) return { from, to, text };
    }
  }
  return null;
}

function hoverHelp(knowledge: () => EditorKnowledge): Extension {
  return hoverTooltip((view, pos) => {
    const found = describedKey(view, pos, knowledge());
    if (found === null) return null;
    const create = () => {
      const dom = document.createElement("div");
      dom.className = "cm-hover";
      dom.textContent = found.text;
      return { dom };
    };
    return { pos: found.from, end: found.to, above: true, create };
  });
}

type Options = {
  readonly label: string;
  readonly knowledge: () => EditorKnowledge;
  readonly onChange: (text: string) => void;
  readonly onFormat: () => void;
};

/** Everything an editor of one document does, but for what the checker says of it. */
export function editorExtensions({ label, knowledge, onChange, onFormat }: Options): readonly Extension[] {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    history(),
    codeFolding(),
    foldGutter(),
    drawSelection(),
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    indentOnInput(),
    bracketMatching(),
    highlightSelectionMatches(),
    search({ top: true }),
    lintGutter(),
    autocompletion({ override: [completeWith(knowledge)], icons: false }),
    hoverHelp(knowledge),
    yaml(),
    editorTheme,
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
    keymap.of([
      { key: "Shift-Alt-f", run: () => (onFormat(), true) },
      ...completionKeymap,
      ...searchKeymap,
      ...lintKeymap,
      ...foldKeymap,
      ...historyKeymap,
      indentWithTab,
      ...defaultKeymap,
    ]),
  ];
}
