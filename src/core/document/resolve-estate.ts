import type { Place } from "../model/diagnostic.ts";
import type { DocumentPath } from "../model/document-path.ts";
import type { Estate, EstateDocument } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import type { LocatedDocument } from "./located-document.ts";
import { type ParsedFile, parseDocuments } from "./parse-documents.ts";
import { startOfFile } from "./parse-tree.ts";
import type { Problem } from "./problem.ts";
import { readDocument } from "./read-document.ts";
import { fileBytesMax, type SourceFile } from "./source-file.ts";

/** An estate, where each part of it stands, and what was wrong with reading it. */
export type ResolvedEstate = {
  readonly estate: Estate;
  readonly files: readonly ParsedFile[];
  readonly problems: readonly Problem[];
  /** Where the value (or the key) at a path of a document stands. */
  readonly placeOf: (ref: Ref, path: DocumentPath, part?: "key" | "value") => Place;
};

/** Reads all files into one estate. Never throws; what cannot be used is left out and reported. */
export function resolveEstate(sources: readonly SourceFile[]): ResolvedEstate {
  const files: ParsedFile[] = [];
  const problems: Problem[] = [];
  const documents = new Map<Ref, EstateDocument>();
  const invalid = new Set<Ref>();
  const homes = new Map<Ref, LocatedDocument>();

  for (const source of sources) {
    const parsed = parseSource(source);
    files.push(parsed);
    problems.push(...parsed.problems);
    for (const located of parsed.documents) {
      const { ref, document, problems: found } = readDocument(located);
      problems.push(...found);
      if (ref === null) continue;
      const home = homes.get(ref);
      if (home) {
        const first = { file: home.file, span: home.locate(namePath, "value"), ref };
        const place = { file: located.file, span: located.locate(namePath, "value"), ref };
        problems.push({ type: "duplicate-document", first, place });
        continue;
      }
      homes.set(ref, located);
      if (document) documents.set(ref, document);
      else invalid.add(ref);
    }
  }

  const placeOf = (ref: Ref, path: DocumentPath, part: "key" | "value" = "value"): Place => {
    const home = homes.get(ref);
    return { file: home?.file ?? "", span: home?.locate(path, part) ?? startOfFile, ref };
  };
  return { estate: { documents, invalid }, files, problems, placeOf };
}

const namePath = ["metadata", "name"] as const;

function parseSource(source: SourceFile): ParsedFile {
  const place = { file: source.file, span: startOfFile, ref: null };
  const unread = (problem: Problem): ParsedFile => ({
    file: source.file,
    text: "",
    documents: [],
    problems: [problem],
    allowances: [],
  });
  switch (source.type) {
    case "text":
      return parseDocuments(source.file, source.text);
    case "unreadable":
      return unread({ type: "unreadable-file", reason: source.reason, place });
    case "binary":
      return unread({ type: "not-text", place });
    case "oversized":
      return unread({ type: "file-too-large", bytes: source.bytes, bytesMax: fileBytesMax, place });
    default:
      return source satisfies never;
  }
}
