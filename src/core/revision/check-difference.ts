import type { Diagnostic } from "../model/diagnostic.ts";

/** What a change does to the findings of the checker. */
export type CheckDifference = {
  readonly added: readonly Diagnostic[];
  readonly fixed: readonly Diagnostic[];
  /** How many there were before and are still. */
  readonly kept: number;
};

/** Two findings are the same one wherever they stand: lines move when a document is edited. */
const nameOf = ({ code, message, place }: Diagnostic) =>
  JSON.stringify([code, place.ref ?? place.file, message]);

/** Compares the findings before and after a change; one that is there twice counts twice. */
export function checkDifference(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): CheckDifference {
  const counts = new Map<string, number>();
  for (const diagnostic of before) counts.set(nameOf(diagnostic), (counts.get(nameOf(diagnostic)) ?? 0) + 1);
  const take = (diagnostic: Diagnostic): boolean => {
    const count = counts.get(nameOf(diagnostic)) ?? 0;
    counts.set(nameOf(diagnostic), count - 1);
    return count > 0;
  };
  const added = after.filter((diagnostic) => !take(diagnostic));
  const left = new Map(counts);
  const fixed = before.filter((diagnostic) => {
    const count = left.get(nameOf(diagnostic)) ?? 0;
    left.set(nameOf(diagnostic), count - 1);
    return count > 0;
  });
  return { added, fixed, kept: after.length - added.length };
}
