import type { Schemas } from "#client/client.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";

/** A document by the name it has in the check: its reference, or that of a draft that has none yet. */
export type NamedText = { readonly name: string; readonly text: string };

/** A document that was read and is not published: a text, or null where it is to be removed. */
export type DraftText = { readonly name: string; readonly text: string | null };

/** What the checker's worker is told. */
export type CheckRequest =
  | {
      readonly type: "estate";
      readonly documents: readonly NamedText[];
      readonly connectors: Schemas["Connectors"]["connectors"];
      readonly today: string;
    }
  | {
      readonly type: "check";
      readonly id: number;
      readonly target: string;
      readonly drafts: readonly DraftText[];
    };

/** What the checker says of a draft among everything that is published and every other draft. */
export type CheckReport = {
  /** In the document itself; places are those of its own text. */
  readonly own: readonly Diagnostic[];
  /** What is new in other documents because of the drafts; `place.file` is the name of the document. */
  readonly elsewhere: readonly Diagnostic[];
  readonly documents: number;
};

/** What the worker answers. */
export type CheckReply =
  | { readonly id: number; readonly report: CheckReport }
  | { readonly id: number; readonly failure: string };
