/** Optimal string alignment distance (Levenshtein with transposed neighbours), or `limit + 1` when beyond it. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const substitution = (last[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      let best = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[other.length] ?? limit + 1;
}

/**
 * The candidate that was most likely meant by `written`, or null when none is near: at most a third of
 * the letters may differ, letters apart only in case count as equal, ties go to the first candidate.
 */
export function closestName(written: string, candidates: Iterable<string>): string | null {
  const wanted = written.slice(0, 200).toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let closest: string | null = null;
  let distanceMin = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), limit);
    if (distance < distanceMin) {
      closest = candidate;
      distanceMin = distance;
    }
  }
  return closest;
}
