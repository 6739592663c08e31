/**
 * The requirements that the titles of tests in a file claim to prove: `[A1.3]` right after the quote that
 * opens a title, and further ones after it. An id elsewhere (in a comment, in a value) claims nothing.
 */
export function claimedIds(testSource: string): ReadonlySet<string> {
  const titles = testSource.matchAll(
    /\b(?:test|it|describe)(?:\.\w+)?\(\s*["'`]((?:\[[A-Z]\d+\.\d+\]\s*)+)/g,
  );
  return new Set(
    [...titles].flatMap(([, ids]) => [...(ids ?? "").matchAll(/[A-Z]\d+\.\d+/g)].map(([id]) => id)),
  );
}
