/**
 * Broken estates: the lab's documents (`lab/estate`, and beside them the dated ones of `estate/` here) are
 * clean; each fixture breaks them in one way and says which findings that gives, and exactly where.
 *
 * To add one, put it into the list of its group in `fixtures/` (a new group is named in `all-fixtures.ts`):
 *
 *   {
 *     claim: "an RTO that is no shorter than the MTD",
 *     changes: [{ in: "service:orders", replace: "rto: PT2M", by: "rto: «rto-beyond-mtd PT5H»" }],
 *   }
 *
 * `in` names a document. `replace` must stand in it exactly once; `append` adds lines to its end; `remove`
 * takes it out; `{ file, text }` adds a file. A mark «code text» says that the rule `code` points at exactly
 * `text`, on one line; «one+other text» expects two findings at one place. Where the finding is at text that
 * does not change, replace that text by itself with a mark around it. Every finding must be marked, whatever
 * its severity, and nothing but the marked may be found. The day is always `today` below.
 */
import type { Ref } from "#core/model/ref.ts";

/** The day on which all broken estates are checked. */
export const today = "2026-11-20";

/** One change of the clean estate. */
export type Change =
  | { readonly in: Ref; readonly replace: string; readonly by: string }
  | { readonly in: Ref; readonly append: string }
  | { readonly in: Ref; readonly remove: true }
  | { readonly file: string; readonly text: string };

/** One way to break the clean estate. */
export type Fixture = {
  /** What is wrong with it, as a noun phrase; it stands in the title of its test. */
  readonly claim: string;
  readonly changes: readonly Change[];
};

/** A finding as a fixture expects it. Lines and columns count from 1. */
export type ExpectedFinding = {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
};
