import type { Place } from "../model/diagnostic.ts";
import type { DocumentPath } from "../model/document-path.ts";

/** What reading a document found wrong, before any rule has looked at its meaning. */
export type ProblemDetail =
  | { readonly type: "unreadable-file"; readonly reason: string }
  | { readonly type: "not-text"; readonly detail: string }
  | { readonly type: "file-too-large"; readonly bytes: number; readonly bytesMax: number }
  | { readonly type: "syntax-error"; readonly code: string; readonly detail: string }
  | { readonly type: "duplicate-key"; readonly key: string; readonly firstLine: number }
  | { readonly type: "too-many-aliases"; readonly valuesMax: number }
  | { readonly type: "nested-too-deeply"; readonly depthMax: number }
  | { readonly type: "number-out-of-range"; readonly written: string }
  | { readonly type: "not-a-document"; readonly found: string }
  | { readonly type: "unknown-api-version"; readonly found: string | null }
  | { readonly type: "unknown-kind"; readonly found: string | null; readonly closest: string | null }
  | { readonly type: "duplicate-document"; readonly first: Place }
  | {
      readonly type: "unknown-field";
      readonly field: string;
      readonly path: DocumentPath;
      readonly known: readonly string[];
      readonly closest: string | null;
    }
  | { readonly type: "missing-field"; readonly path: DocumentPath; readonly expected: string }
  | {
      readonly type: "wrong-type";
      readonly path: DocumentPath;
      readonly expected: string;
      readonly found: string;
      readonly written: string;
    }
  | {
      readonly type: "invalid-value";
      readonly path: DocumentPath;
      readonly detail: string;
      readonly help: string | null;
    };

/** A problem and where it stands. */
export type Problem = ProblemDetail & { readonly place: Place };
