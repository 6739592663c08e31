import { replacements } from "#core/revision/text-difference.ts";
import type { DifferenceLine } from "../../api/documents.ts";

type Line = NonNullable<DifferenceLine>;

/** A stretch of a line; what differs from the line beside it is marked. */
export type Piece = { readonly text: string; readonly isMarked: boolean };

/** A line as it is shown: with the words that differ, where it has a counterpart. */
export type ShownLine = Line & { readonly pieces: readonly Piece[] };

/** What stands beside each other; null on both sides: lines that were left out. */
export type DifferenceRow = { readonly before: ShownLine | null; readonly after: ShownLine | null };

const wordsOf = (text: string): readonly string[] =>
  text.match(/\s+|[\p{L}\p{N}_-]+|[^\s\p{L}\p{N}_-]/gu) ?? [];

function joined(words: readonly string[], marked: readonly (readonly [number, number])[]): readonly Piece[] {
  const pieces: { text: string; isMarked: boolean }[] = [];
  for (const [index, word] of words.entries()) {
    const isMarked = marked.some(([from, to]) => index >= from && index < to);
    const last = pieces.at(-1);
    if (last?.isMarked === isMarked) last.text += word;
    else pieces.push({ text: word, isMarked });
  }
  return pieces;
}

/** Longer lines are compared as a whole: nobody reads marks in them. */
const markedCharactersMax = 2000;

/** Two lines with the words marked that differ; with too little in common nothing is. */
export function markWords(before: string, after: string): readonly [readonly Piece[], readonly Piece[]] {
  const plain = (text: string): readonly Piece[] => [{ text, isMarked: false }];
  if (before.length + after.length > markedCharactersMax) return [plain(before), plain(after)];
  const [one, other] = [wordsOf(before), wordsOf(after)];
  const found = replacements(one, other);
  const changed = found.reduce((sum, { from, to }) => sum + to - from, 0);
  if (one.length === 0 || changed > one.length * 0.7) return [plain(before), plain(after)];
  return [
    joined(
      one,
      found.map(({ from, to }) => [from, to]),
    ),
    joined(
      other,
      found.map(({ otherFrom, otherTo }) => [otherFrom, otherTo]),
    ),
  ];
}

const shown = (line: Line, pieces?: readonly Piece[]): ShownLine => ({
  ...line,
  pieces: pieces ?? [{ text: line.text, isMarked: false }],
});

/** The rows of a difference: what was removed beside what was added in its place. */
export function differenceRows(lines: readonly DifferenceLine[]): readonly DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  let removed: Line[] = [];
  let added: Line[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index++) {
      const [before, after] = [removed[index], added[index]];
      const marks = before && after ? markWords(before.text, after.text) : null;
      rows.push({
        before: before === undefined ? null : shown(before, marks?.[0]),
        after: after === undefined ? null : shown(after, marks?.[1]),
      });
    }
    [removed, added] = [[], []];
  };
  for (const line of lines) {
    if (line?.type === "removed") {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (line?.type === "added") added.push(line);
    else {
      flush();
      rows.push(line === null ? { before: null, after: null } : { before: shown(line), after: shown(line) });
    }
  }
  flush();
  return rows;
}

/** The same rows one below the other: first what goes, then what comes. */
export function unifiedLines(rows: readonly DifferenceRow[]): readonly (ShownLine | null)[] {
  const lines: (ShownLine | null)[] = [];
  let added: ShownLine[] = [];
  const flush = () => {
    lines.push(...added);
    added = [];
  };
  for (const { before, after } of rows) {
    const isSame = before?.type === "same" || (before === null && after === null);
    if (isSame) {
      flush();
      lines.push(before);
      continue;
    }
    if (before !== null) lines.push(before);
    if (after !== null) added.push(after);
  }
  flush();
  return lines;
}
