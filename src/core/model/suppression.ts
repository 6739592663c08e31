/** A finding of the checker that the author of a document knows of and bears. */
export type Suppression = {
  readonly code: string;
  /** null: none is given, which a rule complains about. */
  readonly reason: string | null;
  /** The last day on which it holds; null: for good. */
  readonly until: string | null;
};
