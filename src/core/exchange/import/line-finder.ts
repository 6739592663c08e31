import type { Span } from "../../model/diagnostic.ts";

/**
 * Finds lines and columns of offsets in a text, in time logarithmic in its lines. The first line has
 * the number `firstLine`; the span is one character wide.
 */
export function createLineFinder(text: string, firstLine = 1): (offset: number) => Span {
  let starts: readonly number[] | null = null;
  return (offset) => {
    starts ??= lineStarts(text);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const line = low + firstLine;
    const column = offset - (starts[low] ?? 0) + 1;
    return { line, column, endLine: line, endColumn: column + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
