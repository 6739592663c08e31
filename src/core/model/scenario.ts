import type { Ref } from "./ref.ts";

/** Something that may happen: what fails, what cannot be trusted, who is missing. */
export type ScenarioSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly fails: readonly Ref[];
  /** Data that may have been tampered with; null where none is suspect. */
  readonly suspect: {
    readonly data: readonly Ref[];
    /** ISO 8601 UTC with milliseconds; null: nobody knows since when. */
    readonly since: string | null;
  } | null;
  readonly missing: readonly Ref[];
  readonly likelihood: string | null;
};
