import type { Span } from "../model/diagnostic.ts";
import type { Stretch } from "./place-table.ts";
import type { TextLines } from "./text-lines.ts";

/**
 * A comment that accepts one kind of finding in one place, with the reason:
 * `# holdfast: allow CODE [until 2027-03-31] REASON`. Behind something on a line it speaks of that line,
 * alone on a line of the next one that is neither empty nor a comment (at most ten lines below).
 */
export type AllowComment = {
  readonly code: string;
  /** The last day it holds, as `2027-03-31`; null where it holds for ever. */
  readonly until: string | null;
  /** null where none is given. */
  readonly reason: string | null;
  /** The line of which it speaks. */
  readonly line: number;
  readonly codeSpan: Span;
};

const comment =
  /#[ \t]*holdfast:[ \t]*allow[ \t]+([^\s]+)(?:[ \t]+until[ \t]+(\d{4}-\d{2}-\d{2})(?![^\s:,]))?([^\n]*)/dg;

/** The comments of a text that accept findings. `values` are the stretches whose text is no comment, in their order. */
export function allowComments(
  text: string,
  lines: TextLines,
  values: readonly Stretch[],
): readonly AllowComment[] {
  const found: AllowComment[] = [];
  let nextValue = 0;
  for (const match of text.matchAll(comment)) {
    while ((values[nextValue]?.end ?? Number.POSITIVE_INFINITY) <= match.index) nextValue++;
    if ((values[nextValue]?.start ?? Number.POSITIVE_INFINITY) <= match.index) continue;
    const [, code = "", until, rest = ""] = match;
    const [start = 0, end = 0] = match.indices?.[1] ?? [];
    const codeSpan = lines.spanBetween({ start, end });
    const reason = rest.replace(/^[\s:,-]+/, "").trim();
    found.push({
      code,
      until: until ?? null,
      reason: reason === "" ? null : reason,
      line: codeSpan.line + linesToTarget(text, match.index),
      codeSpan,
    });
  }
  return found;
}

/** How many lines below the comment stands what it speaks of; 0 where it stands behind something. */
function linesToTarget(text: string, at: number): number {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  if (text.slice(lineStart, at).trim() !== "") return 0;
  let distance = 0;
  let from = lineStart;
  while (distance < linesBelowMax) {
    const end = text.indexOf("\n", from);
    if (end < 0) return distance;
    from = end + 1;
    distance++;
    const next = text.slice(from, lineEnd(text, from)).trim();
    if (next !== "" && !next.startsWith("#")) return distance;
  }
  return distance;
}

/** It keeps a file of nothing but such comments linear. */
const linesBelowMax = 10;

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
