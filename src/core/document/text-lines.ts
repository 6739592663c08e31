import type { Span } from "../model/diagnostic.ts";
import type { Stretch } from "./place-table.ts";

/** The lines of a text, to turn offsets into places. */
export type TextLines = { readonly spanBetween: (stretch: Stretch) => Span };

/** The lines of a text; they are counted when the first place is asked for, since most texts have no finding. */
export function textLines(text: string): TextLines {
  let starts: readonly number[] | null = null;
  const position = (offset: number) => {
    starts ??= lineStarts(text);
    const index = lastAtMost(starts, offset);
    return { line: index + 1, column: offset - (starts[index] ?? 0) + 1 };
  };
  return {
    spanBetween({ start, end }) {
      const from = position(start);
      const to = position(Math.max(start, end));
      return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    },
  };
}

/** YAML knows three line ends; a carriage return alone is none of those that editors count. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
