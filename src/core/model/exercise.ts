import type { Ref } from "./ref.ts";

/** From talking about it to doing it in earnest. */
export const exerciseDepths = [
  "walkthrough",
  "tabletop",
  "simulation",
  "live-test",
  "partial-failover",
  "full",
] as const;
export type ExerciseDepth = (typeof exerciseDepths)[number];

export const exerciseResults = ["passed", "failed", "partial"] as const;
export type ExerciseResult = (typeof exerciseResults)[number];

/** A test of a plan by the people who would carry it out. */
export type ExerciseSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly plan: Ref | null;
  readonly runbooks: readonly Ref[];
  readonly scenario: Ref | null;
  readonly depth: ExerciseDepth;
  readonly plannedOn: string | null;
  /** null: not held yet. */
  readonly heldOn: string | null;
  readonly result: ExerciseResult | null;
  readonly participants: readonly Ref[];
  readonly findings: readonly {
    readonly text: string;
    readonly owner: Ref | null;
    /** null: still open. */
    readonly closedOn: string | null;
  }[];
};
