import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { color: "var(--hf-text)", backgroundColor: "var(--hf-surface)", height: "100%", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--hf-focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--hf-mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--hf-text)" },
  ".cm-cursor": { borderLeftColor: "var(--hf-text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--hf-selected)",
  },
  ".cm-gutters": {
    backgroundColor: "var(--hf-sunken)",
    color: "var(--hf-dim)",
    borderRight: "1px solid var(--hf-line)",
  },
  ".cm-activeLine": { backgroundColor: "transparent", boxShadow: "inset 0 0 0 1px var(--hf-line)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--hf-hover)" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--hf-sunken)",
    color: "var(--hf-dim)",
    border: "1px solid var(--hf-line-strong)",
  },
  ".cm-tooltip, .cm-panels": {
    backgroundColor: "var(--hf-surface)",
    color: "var(--hf-text)",
    border: "1px solid var(--hf-line-strong)",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--hf-selected)",
    color: "var(--hf-text)",
  },
  ".cm-completionDetail": { color: "var(--hf-dim)" },
  ".cm-tooltip.cm-completionInfo": { maxWidth: "36ch", padding: "6px 8px" },
  ".cm-hover": { maxWidth: "60ch", padding: "6px 8px" },
  ".cm-searchMatch": {
    backgroundColor: "var(--hf-person-surface)",
    outline: "1px solid var(--hf-person-line)",
  },
  ".cm-searchMatch-selected": { backgroundColor: "var(--hf-selected)" },
  ".cm-selectionMatch": { backgroundColor: "var(--hf-hover)" },
  ".cm-textfield": {
    backgroundColor: "var(--hf-surface)",
    color: "var(--hf-text)",
    border: "1px solid var(--hf-line-strong)",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--hf-surface)",
    color: "var(--hf-text)",
    border: "1px solid var(--hf-line-strong)",
  },
  ".cm-diagnostic": { whiteSpace: "normal", maxWidth: "72ch" },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--hf-link)",
    color: "var(--hf-surface)",
    borderRadius: "4px",
  },
});

const colours = HighlightStyle.define([
  {
    tag: [tags.definition(tags.propertyName), tags.propertyName],
    color: "var(--hf-link)",
    fontWeight: "600",
  },
  { tag: tags.comment, color: "var(--hf-dim)", fontStyle: "italic" },
  { tag: [tags.string, tags.content], color: "var(--hf-text)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--hf-overridden)" },
  { tag: [tags.labelName, tags.typeName, tags.meta], color: "var(--hf-warning)" },
  { tag: tags.punctuation, color: "var(--hf-dim)" },
]);

/** The look of the editor: the tokens of the console, so that both themes are those of everything around it. */
export const editorTheme = [look, syntaxHighlighting(colours)];
