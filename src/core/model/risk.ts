import type { Ref } from "./ref.ts";

export const riskTreatments = ["accept", "reduce", "transfer", "avoid"] as const;
export type RiskTreatment = (typeof riskTreatments)[number];

/** Something that may go wrong, and what is done about it. */
export type RiskSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly statement: string;
  readonly threatens: readonly Ref[];
  /** 1 to 5. */
  readonly likelihood: number | null;
  /** 1 to 5. */
  readonly impact: number | null;
  readonly treatment: RiskTreatment | null;
  readonly treatedBy: readonly Ref[];
  readonly reviewBy: string | null;
};
