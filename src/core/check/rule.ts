import type { Place, Severity } from "../model/diagnostic.ts";
import type { CheckContext } from "./check-context.ts";

/** One thing a rule has found. */
export type Finding = {
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  /** What to do about it, or null where the message says it all. */
  readonly help: string | null;
  readonly place: Place;
};

/** A rule of the checker. Its page is `docs/diagnostics/<code>.md`. */
export type Rule = {
  /** Stable: pages, suppressions and other people's scripts refer to it. */
  readonly code: string;
  readonly severity: Severity;
  /** What the rule demands, in one sentence. */
  readonly title: string;
  /** Without what it demands, documents cannot be read or carried out: no reason in the world silences it. */
  readonly isEssential?: true;
  /** Whether it judges what became of the findings of the others. */
  readonly runsLast?: true;
  readonly check: (context: CheckContext) => Iterable<Finding>;
};
