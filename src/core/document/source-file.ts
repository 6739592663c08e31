/** A file as its reader found it: its text, or why there is none. */
export type SourceFile =
  | { readonly type: "text"; readonly file: string; readonly text: string }
  | { readonly type: "unreadable"; readonly file: string; readonly reason: string }
  | { readonly type: "binary"; readonly file: string }
  | { readonly type: "oversized"; readonly file: string; readonly bytes: number };

/** No document is written by people beyond this; it bounds time and memory of a check. */
export const fileBytesMax = 5_000_000;
