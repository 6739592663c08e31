import type { Period } from "./calendar.ts";
import type { Ref } from "./ref.ts";

/** What a vendor has promised. */
export type ContractSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly vendor: Ref;
  /** What it promises something for. */
  readonly covers: readonly Ref[];
  /** From the call to work on it, during its hours. */
  readonly responseTimeSeconds: number | null;
  /** From the call to the thing working again, during its hours. */
  readonly restoreTimeSeconds: number | null;
  /** When it can be called upon: `24x7`, such as `Mon-Fri 08:00-18:00 Europe/Berlin`, or words. */
  readonly hours: string | null;
  /** How its sites and people are got at. */
  readonly access: string | null;
  readonly bandwidthMbps: number | null;
  /** What it keeps ready, by unit. */
  readonly capacity: { readonly [unit: string]: number };
  readonly startsOn: string | null;
  /** The last day on which it holds. */
  readonly expiresOn: string | null;
  readonly noticePeriod: Period | null;
  readonly reviewedOn: string | null;
};
