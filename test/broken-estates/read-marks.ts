import type { ExpectedFinding } from "./fixture.ts";

/** The text of a file without its marks, and the findings that they ask for. */
export function readMarks(
  file: string,
  marked: string,
): { readonly text: string; readonly expected: readonly ExpectedFinding[] } {
  const expected: ExpectedFinding[] = [];
  const lines = marked.split("\n").map((line, index) => {
    let plain = "";
    let rest = line;
    for (let found = mark.exec(rest); found; found = mark.exec(rest)) {
      const [whole, codes = "", text = ""] = found;
      plain += rest.slice(0, found.index);
      const column = plain.length + 1;
      plain += text;
      rest = rest.slice(found.index + whole.length);
      for (const code of codes.split("+")) {
        expected.push({ code, file, line: index + 1, column, endColumn: column + text.length });
      }
    }
    return plain + rest;
  });
  return { text: lines.join("\n"), expected };
}

const mark = /«([a-z+-]+) (.*?)»/;
