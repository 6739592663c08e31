import type { Json } from "../../../model/json.ts";
import type { ImportFile, ImportSource, ReadSources, UnreadablePart } from "../import-source.ts";

/**
 * Reads iCalendar files (RFC 5545) as a flat list of components. Parts inside an event (alarms) are
 * components of their own. Lines that are none, and components left open, are told with their place.
 */
export function readIcalSources(files: readonly ImportFile[]): ReadSources {
  const sources: ImportSource[] = [];
  const unreadable: UnreadablePart[] = [];
  for (const { file, text } of files) {
    const parts: { component: string; lines: string[]; at: number[] }[] = [];
    const open: (typeof parts)[number][] = [];
    const report = (line: number, message: string) => {
      const span = { line, column: 1, endLine: line, endColumn: 2 };
      const help = "export the calendar again as .ics";
      if (unreadable.length < 100) unreadable.push({ file, span, message, help });
    };
    for (const { content, line } of contentLines(text)) {
      const [, name = "", value = ""] = /^([A-Za-z0-9-]+)(?:;[^:]*)?:([^\n]*)$/.exec(content) ?? [];
      const current = open.at(-1);
      if (name.toUpperCase() === "BEGIN") {
        const part = { component: value.trim().toUpperCase(), lines: [], at: [] };
        parts.push(part);
        open.push(part);
      } else if (name.toUpperCase() === "END") {
        if (current?.component === value.trim().toUpperCase()) open.pop();
        else report(line, `END:${value.slice(0, 40)} closes nothing that is open`);
      } else if (current === undefined || !/^[A-Za-z0-9-]+[;:]/.test(content))
        report(line, "this is no line of a calendar");
      else {
        current.lines.push(content);
        current.at.push(line);
      }
    }
    for (const { component } of open) report(1, `${component} is never closed`);
    const places = parts.map(({ at }) => at);
    sources.push({
      file,
      value: parts.map(({ component, lines }) => ({ component, lines })) satisfies Json,
      locate: ([part, , index]) => {
        const lines = typeof part === "number" ? places[part] : undefined;
        const line = (typeof index === "number" ? lines?.[index] : lines?.[0]) ?? 1;
        return { line, column: 1, endLine: line, endColumn: 2 };
      },
    });
  }
  return { sources, unreadable };
}

/** Content lines without their folding: a line that begins with a blank goes on the one before it. */
function contentLines(text: string): readonly { readonly content: string; readonly line: number }[] {
  const found: { content: string[]; line: number }[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const last = found.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.content.push(line.slice(1));
    else if (line.trim() !== "") found.push({ content: [line], line: index + 1 });
  }
  return found.map(({ content, line }) => ({ content: content.join(""), line }));
}
