import type { Ref } from "../../../model/ref.ts";

/** A plan as it goes to paper: all it takes to carry the plan out without any system that may be lost. */
export type PlanBook = {
  readonly plan: Ref;
  readonly title: string;
  readonly description: string | null;
  /** SHA-256 in lower-case hexadecimal of the canonical documents the book was made from. */
  readonly hash: string;
  /** The day of printing, `YYYY-MM-DD`. */
  readonly printedOn: string;
  /** Every document the book was made from, sorted. */
  readonly sources: readonly Ref[];
  /** What the plan or its runbooks name and no valid document describes: the book can only repeat the name. */
  readonly missing: readonly Ref[];
  readonly sections: readonly BookSection[];
};

export type BookSection = {
  readonly title: string;
  /** Whether it begins on a page of its own, so that it can be handed to somebody. */
  readonly onOwnPage: boolean;
  readonly blocks: readonly BookBlock[];
};

/** What a section is made of. All texts are plain: renderers escape them. */
export type BookBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "heading"; readonly text: string }
  | { readonly type: "facts"; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly type: "table";
      readonly columns: readonly { readonly title: string; readonly share: number }[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly type: "checklist"; readonly items: readonly string[] }
  | { readonly type: "steps"; readonly steps: readonly BookStep[] }
  /** Lines to be filled in by hand, with the time and a signature. */
  | { readonly type: "signatures"; readonly lines: readonly string[] }
  | { readonly type: "notes"; readonly lines: number };

/** A step of a runbook with what is ticked and written while it is carried out. */
export type BookStep = {
  /** `3`, or `3.1` within a group. */
  readonly number: string;
  readonly title: string;
  readonly who: string;
  readonly expected: string | null;
  readonly details: readonly { readonly label: string; readonly text: string; readonly mono: boolean }[];
  /** What is chosen, where the step is a decision. */
  readonly options: readonly string[];
  /** Who signs before it begins; empty where nobody must. */
  readonly signatures: readonly string[];
  /** A group is only a heading for the steps below it. */
  readonly isGroup: boolean;
};
