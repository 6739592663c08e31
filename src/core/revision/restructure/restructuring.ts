import type { DocumentPath } from "../../model/document-path.ts";
import type { Ref } from "../../model/ref.ts";

/** A change of the estate that reaches into many documents. */
export type Restructuring =
  | { readonly type: "rename"; readonly from: Ref; readonly to: Ref }
  /** One thing becomes several: each holds what it held, and who relied on it relies on all of them. */
  | { readonly type: "split"; readonly from: Ref; readonly into: readonly Ref[] }
  /** Several things become one that is there already. */
  | { readonly type: "merge"; readonly from: readonly Ref[]; readonly into: Ref }
  /** Things leave the estate. */
  | { readonly type: "divest"; readonly refs: readonly Ref[] }
  /** What is at a site, or belongs to an owner, goes to another; `only` these, null: all of it. */
  | { readonly type: "move"; readonly from: Ref; readonly to: Ref; readonly only: readonly Ref[] | null };

/** A document with its text. */
export type TextDocument = { readonly ref: Ref; readonly file: string; readonly text: string };

/** A place that is changed, or that a person has to decide on. */
export type TouchedPlace = {
  readonly ref: Ref;
  readonly path: DocumentPath;
  /** What is done, or has to be decided, in words. */
  readonly text: string;
};

/** What a restructuring would do; nothing is done by it. */
export type RestructuringPlan = {
  /** Every place that is changed. */
  readonly touched: readonly TouchedPlace[];
  /** Places that cannot be decided without a person: until then the checker will complain. */
  readonly undecided: readonly TouchedPlace[];
  /** Documents as they would be; null removes one. */
  readonly changes: readonly { readonly ref: Ref; readonly file: string; readonly text: string | null }[];
};

/** Why it makes no sense. */
export type RestructuringFault = { readonly ref: Ref; readonly text: string };
