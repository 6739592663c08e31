/** What came of tests: of one stage, or of all. */
export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const emptyTally: Tally = { passed: 0, failed: 0, skipped: 0 };

export const addTallies = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** The last line of the test command; other programs read it, so its form is fixed. */
export const tallyLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** What a stage came to, and everything a person should read about it. */
export type StageResult = {
  readonly tally: Tally;
  /** Failing output, whole. Empty when all is well. */
  readonly trouble: readonly string[];
  /** Each skipped test with its reason. */
  readonly skips: readonly string[];
};
