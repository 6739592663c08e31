import type { KnownFinding } from "./baseline.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";

/** A finding as the formats for other programs need it. */
export type ExaminedFinding = {
  readonly diagnostic: Diagnostic;
  readonly fingerprint: string;
  /** `new` fails a check where it is severe enough; the others are told only. */
  readonly state: "new" | "known" | "suppressed";
  /** Why it is suppressed; null otherwise. */
  readonly reason: string | null;
  /** Whether a comment suppresses it or its document; null where nothing does. */
  readonly suppressedBy: "document" | "line" | null;
};

/** The result of a check, ready to be written in any format. */
export type Examined = {
  readonly findings: readonly ExaminedFinding[];
  /** What the baseline knows and nobody finds any more; empty without a baseline. */
  readonly fixed: readonly KnownFinding[];
  /** The name of a file as other programs are told it: relative to where the check runs, with slashes. */
  readonly pathOf: (file: string) => string;
};
