import type { Ref } from "./ref.ts";

/** `error` stops a document from being used; `warning` is a risk; `info` only tells. */
export type Severity = "error" | "warning" | "info";

/** A stretch of text. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export type Span = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

/** Where something stands: a stretch of a file, and the document it belongs to where that is known. */
export type Place = { readonly file: string; readonly span: Span; readonly ref: Ref | null };

/** What is wrong with a document, where, and what to do about it. */
export type Diagnostic = {
  /** The name of the rule; its page is `docs/diagnostics/<code>.md`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string | null;
  readonly place: Place;
};
