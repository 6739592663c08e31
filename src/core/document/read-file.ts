import { type ParsedFile, parseDocuments } from "./parse-documents.ts";
import { startOfFile } from "./parse-tree.ts";
import type { Problem } from "./problem.ts";
import { type DocumentReading, readDocument } from "./read-document.ts";
import { fileBytesMax, type SourceFile } from "./source-file.ts";

/** One file with its documents held against their schemas: all that can be known of it without the others. */
export type FileReading = {
  readonly parsed: ParsedFile;
  readonly readings: readonly DocumentReading[];
};

/** Parses a file, or says why it has no text. */
export function parseSource(source: SourceFile): ParsedFile {
  if (source.type === "text") return parseDocuments(source.file, source.text);
  const problems = [problemOf(source)];
  return { file: source.file, text: "", documents: [], problems, allowances: [] };
}

/** Holds the documents of a file against the schemas of their kinds. */
export function readFile(parsed: ParsedFile): FileReading {
  return { parsed, readings: parsed.documents.map(readDocument) };
}

function problemOf(source: Exclude<SourceFile, { readonly type: "text" }>): Problem {
  const place = { file: source.file, span: startOfFile, ref: null };
  switch (source.type) {
    case "unreadable":
      return { type: "unreadable-file", reason: source.reason, place };
    case "binary":
      return { type: "not-text", detail: source.detail, place: { ...place, span: source.span } };
    case "oversized":
      return { type: "file-too-large", bytes: source.bytes, bytesMax: fileBytesMax, place };
    default:
      return source satisfies never;
  }
}
