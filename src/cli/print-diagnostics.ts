import { inlineCredential } from "#core/check/rules/inline-credential.ts";
import type { Diagnostic, Severity } from "#core/model/diagnostic.ts";
import { printable } from "./printable.ts";

type Paint = (code: string, text: string) => string;

const colors: { readonly [severity in Severity]: string } = { error: "31", warning: "33", info: "36" };

/** Lines longer than this are shown around the place that matters. */
const lineWidthMax = 160;

/**
 * Diagnostics for people: severity and code, the place, the line of text with the stretch marked,
 * and what to do. `textOf` gives the text of a file, empty where it could not be read.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string,
  color: boolean,
): string {
  const paint: Paint = (code, text) => (color ? `\u001B[${code}m${text}\u001B[0m` : text);
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const known = lines.get(file) ?? concealed(textOf(file).split(/\r\n|\r|\n/), file, diagnostics);
    lines.set(file, known);
    return known;
  };
  return diagnostics
    .map((diagnostic) => printOne(diagnostic, linesOf(diagnostic.place.file), paint))
    .join("\n");
}

/** A credential in a document must not go on into the log of whoever checks it. */
function concealed(
  lines: readonly string[],
  file: string,
  diagnostics: readonly Diagnostic[],
): readonly string[] {
  const shown = [...lines];
  for (const { code, place } of diagnostics) {
    if (code !== inlineCredential.code || place.file !== file) continue;
    const { line, column, endLine, endColumn } = place.span;
    for (let index = line - 1; index < endLine; index++) {
      const text = shown[index] ?? "";
      const from = index === line - 1 ? column - 1 : 0;
      const to = index === endLine - 1 ? endColumn - 1 : text.length;
      shown[index] = text.slice(0, from) + "•".repeat(Math.max(0, to - from)) + text.slice(to);
    }
  }
  return shown;
}

function printOne(diagnostic: Diagnostic, lines: readonly string[], paint: Paint): string {
  const { code, severity, message, help, place } = diagnostic;
  const { line, column } = place.span;
  const margin = " ".repeat(String(line).length);
  const bar = paint("34", "|");
  const printed = [
    `${paint(`1;${colors[severity]}`, `${severity}[${code}]`)}${paint("1", `: ${printable(message)}`)}`,
    `${margin}${paint("34", "-->")} ${printable(place.file)}:${line}:${column}`,
  ];
  const text = lines[line - 1];
  if (text !== undefined && text.trim() !== "") {
    const shown = excerpt(text, diagnostic);
    printed.push(`${margin} ${bar}`);
    printed.push(`${paint("34", `${line} |`)} ${shown.text}`);
    printed.push(
      `${margin} ${bar} ${" ".repeat(shown.start)}${paint(colors[severity], "^".repeat(shown.length))}`,
    );
  }
  if (help !== null) printed.push(`${margin} ${paint("34", "=")} ${paint("1", "help")}: ${printable(help)}`);
  return `${printed.join("\n")}\n`;
}

/** The line, cut where it is too long, with the columns of the stretch to mark. */
function excerpt(line: string, { place: { span } }: Diagnostic) {
  const start = Math.min(span.column - 1, line.length);
  const end = span.endLine > span.line ? line.trimEnd().length : Math.min(span.endColumn - 1, line.length);
  const from = line.length > lineWidthMax ? Math.max(0, start - lineWidthMax / 2) : 0;
  const text = printable(line.slice(from, from + lineWidthMax));
  const before = columnsOf(printable(line.slice(from, start)));
  const length = columnsOf(printable(line.slice(start, Math.min(end, from + lineWidthMax))));
  return { text, start: before, length: Math.max(1, length) };
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns of a terminal: one for each letter as people see it, two for wide ones. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += isWide(segment) ? 2 : 1;
  return columns;
}

function isWide(grapheme: string): boolean {
  return /\p{Extended_Pictographic}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60]/u.test(
    grapheme,
  );
}
