import type { Ref } from "./ref.ts";

/** Something that plans rely on and nobody has made sure of for good. */
export type AssumptionSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly statement: string;
  readonly about: readonly Ref[];
  /** How it is tested. */
  readonly test: string | null;
  readonly lastTestedOn: string | null;
  /** What the last test said; null: not tested, or nobody knows. */
  readonly holds: boolean | null;
  readonly expiresOn: string | null;
};
