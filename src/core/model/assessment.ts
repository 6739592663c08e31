import type { Exposure } from "./exposure.ts";
import type { Ref } from "./ref.ts";

/** What a business impact analysis found out about a function. */
export type AssessmentSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly function: Ref;
  readonly assessedOn: string | null;
  readonly by: Ref | null;
  readonly mtdSeconds: number | null;
  /** 0 to 100. */
  readonly mbcoPercent: number | null;
  readonly exposure: readonly Exposure[];
  readonly signedBy: Ref | null;
  readonly signedOn: string | null;
  readonly expiresOn: string | null;
};
