import type { Span } from "../model/diagnostic.ts";

/** A file as its reader found it: its text, or why there is none. */
export type SourceFile =
  | { readonly type: "text"; readonly file: string; readonly text: string }
  | { readonly type: "unreadable"; readonly file: string; readonly reason: string }
  | {
      readonly type: "binary";
      readonly file: string;
      /** What it seems to be instead of text in UTF-8. */
      readonly detail: string;
      /** Where the first byte stands that cannot be read. */
      readonly span: Span;
    }
  | { readonly type: "oversized"; readonly file: string; readonly bytes: number };

/** No document is written by people beyond this; it bounds time and memory of a check. */
export const fileBytesMax = 5_000_000;
