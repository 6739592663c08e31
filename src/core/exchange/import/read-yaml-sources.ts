import { parseDocuments } from "../../document/parse-documents.ts";
import type { Problem } from "../../document/problem.ts";
import type { ImportFile, ImportSource, ReadSources, UnreadablePart } from "./import-source.ts";

/** Reads YAML files (JSON is YAML too), several documents each. What could be saved of a damaged one is among the sources. */
export function readYamlSources(files: readonly ImportFile[]): ReadSources {
  const sources: ImportSource[] = [];
  const unreadable: UnreadablePart[] = [];
  for (const { file, text } of files) {
    const parsed = parseDocuments(file, text);
    for (const problem of parsed.problems)
      unreadable.push({ file, span: problem.place.span, ...explain(problem) });
    for (const { value, locate } of parsed.documents)
      sources.push({ file, value, locate: (path, part = "value") => locate(path, part) });
  }
  return { sources, unreadable };
}

function explain(problem: Problem): { readonly message: string; readonly help: string } {
  const help = "repair the file; what could be read of it was imported, and nothing is removed meanwhile";
  switch (problem.type) {
    case "syntax-error":
      return { message: problem.detail, help };
    case "duplicate-key":
      return { message: `${problem.key} stands here twice, first in line ${problem.firstLine}`, help };
    case "file-too-large":
      return {
        message: `the file has ${problem.bytes} characters, more than ${problem.bytesMax}`,
        help: "split it, or export it as JSON",
      };
    case "too-many-aliases":
      return { message: "its aliases copy too many values", help: "write them out" };
    case "nested-too-deeply":
      return { message: `it is nested deeper than ${problem.depthMax} levels`, help: "flatten it" };
    case "number-out-of-range":
      return { message: `${problem.written} is beyond the numbers that are exact`, help: "quote it" };
    default:
      return { message: `it cannot be read (${problem.type})`, help };
  }
}
