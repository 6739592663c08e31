import type { Span } from "../model/diagnostic.ts";

/** A stretch that a test expects a rule to point at. */
export type MarkedSpan = { readonly code: string; readonly span: Span };

/**
 * Takes the marks out of a text: `owner: «dangling-reference team:dbaa»` is `owner: team:dbaa` with
 * the expectation that the named rule points at exactly `team:dbaa`. A stretch stays on one line.
 */
export function unmark(marked: string): { readonly text: string; readonly spans: readonly MarkedSpan[] } {
  const spans: MarkedSpan[] = [];
  const lines = marked.split("\n").map((line, index) => {
    let plain = line;
    for (let found = /«([a-z-]+) (.*?)»/.exec(plain); found; found = /«([a-z-]+) (.*?)»/.exec(plain)) {
      const [mark, code = "", text = ""] = found;
      const column = found.index + 1;
      spans.push({
        code,
        span: { line: index + 1, column, endLine: index + 1, endColumn: column + text.length },
      });
      plain = plain.slice(0, found.index) + text + plain.slice(found.index + mark.length);
    }
    return plain;
  });
  return { text: lines.join("\n"), spans };
}
