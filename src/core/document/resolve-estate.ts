import type { Place } from "../model/diagnostic.ts";
import type { DocumentPath } from "../model/document-path.ts";
import type { Estate, EstateDocument } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import type { LocatedDocument } from "./located-document.ts";
import type { ParsedFile } from "./parse-documents.ts";
import { startOfFile } from "./parse-tree.ts";
import type { Problem } from "./problem.ts";
import { type FileReading, parseSource, readFile } from "./read-file.ts";
import type { SourceFile } from "./source-file.ts";

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
  return assembleEstate(sources.map((source) => readFile(parseSource(source))));
}

/** Puts files together that were read one by one, perhaps at different times. Never throws. */
export function assembleEstate(files: readonly FileReading[]): ResolvedEstate {
  const problems: Problem[] = [];
  const documents = new Map<Ref, EstateDocument>();
  const invalid = new Set<Ref>();
  const homes = new Map<Ref, LocatedDocument>();

  for (const { parsed, readings } of files) {
    append(problems, parsed.problems);
    for (const { located, ref, document, problems: found } of readings) {
      append(problems, found);
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
  return { estate: { documents, invalid }, files: files.map(({ parsed }) => parsed), problems, placeOf };
}

/** Not `push(...)`: a file with a hundred thousand problems would exhaust the stack. */
function append(all: Problem[], more: readonly Problem[]): void {
  for (const problem of more) all.push(problem);
}

const namePath = ["metadata", "name"] as const;
