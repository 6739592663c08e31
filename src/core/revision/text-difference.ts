/** One line of a difference between two texts. */
export type DifferenceLine = {
  readonly type: "same" | "added" | "removed";
  readonly text: string;
  /** Line in the text before, from 1; null where the line was added. */
  readonly before: number | null;
  /** Line in the text after, from 1; null where the line was removed. */
  readonly after: number | null;
};

/** A stretch of lines that were replaced: half-open ranges of lines, from 0. */
export type Replacement = {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
};

/** Beyond this many steps two texts have so little in common that a difference helps nobody. */
const stepsMax = 4000;

/** Lines of a text; a line feed at its end begins no other line. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/**
 * The shortest way from one list of lines to another (Myers, "An O(ND) Difference Algorithm and Its Variations",
 * 1986), as replacements in order. What differs in more than 4,000 lines is one replacement.
 */
export function replacements(before: readonly string[], after: readonly string[]): readonly Replacement[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const [one, other] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (one.length === 0 && other.length === 0) return [];
  return shortest(one, other).map((found) => ({
    from: found.from + start,
    to: found.to + start,
    otherFrom: found.otherFrom + start,
    otherTo: found.otherTo + start,
  }));
}

function shortest(one: readonly string[], other: readonly string[]): readonly Replacement[] {
  const whole = { from: 0, to: one.length, otherFrom: 0, otherTo: other.length };
  if (one.length === 0 || other.length === 0) return [whole];
  const trace = furthestReaching(one, other);
  return trace === null ? [whole] : merged(matches(trace, one.length, other.length), whole);
}

/** For each number of steps, how far each diagonal was reached; null when there are too many steps. */
function furthestReaching(one: readonly string[], other: readonly string[]): readonly Int32Array[] | null {
  const stepLimit = Math.min(one.length + other.length, stepsMax);
  const offset = stepLimit + 1;
  const reached = new Int32Array(2 * offset + 1);
  const trace: Int32Array[] = [];
  for (let steps = 0; steps <= stepLimit; steps++) {
    trace.push(reached.slice(offset - steps - 1, offset + steps + 2));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const left = reached[offset + diagonal - 1] ?? 0;
      const right = reached[offset + diagonal + 1] ?? 0;
      let x = diagonal === -steps || (diagonal !== steps && left < right) ? right : left + 1;
      let y = x - diagonal;
      while (x < one.length && y < other.length && one[x] === other[y]) {
        x++;
        y++;
      }
      reached[offset + diagonal] = x;
      if (x >= one.length && y >= other.length) return trace;
    }
  }
  return null;
}

/** Pairs of equal lines on the shortest way, in order. */
function matches(trace: readonly Int32Array[], x: number, y: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const reached = trace[steps] ?? new Int32Array();
    const at = (diagonal: number) => reached[diagonal + steps + 1] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -steps || (diagonal !== steps && at(diagonal - 1) < at(diagonal + 1));
    const before = isDown ? diagonal + 1 : diagonal - 1;
    const [startX, startY] = steps === 0 ? [0, 0] : [at(before), at(before) - before];
    while (x > startX && y > startY) {
      x--;
      y--;
      pairs.push([x, y]);
    }
    [x, y] = [startX, startY];
  }
  return pairs.reverse();
}

function merged(pairs: readonly (readonly [number, number])[], whole: Replacement): readonly Replacement[] {
  const found: Replacement[] = [];
  let [from, otherFrom] = [0, 0];
  for (const [x, y] of [...pairs, [whole.to, whole.otherTo] as const]) {
    if (x > from || y > otherFrom) found.push({ from, to: x, otherFrom, otherTo: y });
    [from, otherFrom] = [x + 1, y + 1];
  }
  return found;
}

/** All lines of both texts, each as the same, removed or added. */
export function textDifference(before: string, after: string): readonly DifferenceLine[] {
  const [one, other] = [linesOf(before), linesOf(after)];
  const lines: DifferenceLine[] = [];
  let [x, y] = [0, 0];
  const same = (until: number) => {
    for (; x < until; x++, y++) lines.push({ type: "same", text: one[x] ?? "", before: x + 1, after: y + 1 });
  };
  for (const { from, to, otherTo } of replacements(one, other)) {
    same(from);
    for (; x < to; x++) lines.push({ type: "removed", text: one[x] ?? "", before: x + 1, after: null });
    for (; y < otherTo; y++) lines.push({ type: "added", text: other[y] ?? "", before: null, after: y + 1 });
  }
  same(one.length);
  return lines;
}

/** The difference without the lines that are far from any change; `null` stands for what was left out. */
export function shortDifference(
  lines: readonly DifferenceLine[],
  context = 3,
): readonly (DifferenceLine | null)[] {
  const isNear = new Uint8Array(lines.length);
  for (const [index, { type }] of lines.entries()) {
    if (type !== "same") isNear.fill(1, Math.max(0, index - context), index + context + 1);
  }
  const shown: (DifferenceLine | null)[] = [];
  for (const [index, line] of lines.entries()) {
    if (isNear[index] === 1) shown.push(line);
    else if (shown.at(-1) !== null) shown.push(null);
  }
  return shown;
}
