import type { ImportFile, ImportSource, ReadSources } from "../import-source.ts";

/** A block of a Markdown text: a heading, a fenced code block, or text between them. */
export type MarkdownBlock = {
  readonly type: "heading" | "code" | "text";
  /** 1 to 6 of a heading, 0 of others. */
  readonly level: number;
  readonly text: string;
};

/** Reads Markdown files (CommonMark's ATX headings and fenced code; all else is text), one list of blocks each. */
export function readMarkdownSources(files: readonly ImportFile[]): ReadSources {
  const sources = files.map(({ file, text }): ImportSource => {
    const { blocks, lines } = blocksOf(text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/));
    const spanOf = (line: number) => ({ line, column: 1, endLine: line, endColumn: 2 });
    return {
      file,
      value: blocks,
      locate: ([index]) => spanOf(typeof index === "number" ? (lines[index] ?? 1) : 1),
    };
  });
  return { sources, unreadable: [] };
}

function blocksOf(lines: readonly string[]) {
  const blocks: MarkdownBlock[] = [];
  const starts: number[] = [];
  let text: string[] = [];
  let textStart = 1;
  const push = (block: MarkdownBlock, line: number) => {
    blocks.push(block);
    starts.push(line);
  };
  const flush = () => {
    const joined = text.join("\n").trim();
    if (joined !== "") push({ type: "text", level: 0, text: joined }, textStart);
    text = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    const heading = /^ {0,3}(#{1,6})[ \t]+([^\n]*)$/.exec(line);
    if (fence !== undefined) {
      flush();
      const end = closingFence(lines, index + 1, fence);
      push({ type: "code", level: 0, text: lines.slice(index + 1, end).join("\n") }, index + 1);
      index = end;
    } else if (heading) {
      flush();
      const title = (heading[2] ?? "").replace(/[ \t]#+[ \t]*$/, "").trim();
      push({ type: "heading", level: heading[1]?.length ?? 1, text: title }, index + 1);
    } else {
      if (text.length === 0) textStart = index + 1;
      text.push(line);
    }
  }
  flush();
  return { blocks, lines: starts };
}

/** The line that closes a fence; the end of the text where none does, as CommonMark has it. */
function closingFence(lines: readonly string[], from: number, fence: string): number {
  const closes = (line: string) => {
    const trimmed = line.trim();
    return trimmed.length >= fence.length && trimmed === (fence[0] ?? "`").repeat(trimmed.length);
  };
  const found = lines.findIndex((line, index) => index >= from && closes(line));
  return found < 0 ? lines.length : found;
}
