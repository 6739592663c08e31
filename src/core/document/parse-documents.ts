import type { AllowComment } from "./allow-comments.ts";
import { placeLocator } from "./locate-place.ts";
import type { LocatedDocument } from "./located-document.ts";
import { type FileTree, parseTree } from "./parse-tree.ts";
import type { Problem } from "./problem.ts";
import { textLines } from "./text-lines.ts";

/** What one file holds. */
export type ParsedFile = {
  readonly file: string;
  /** Without byte order mark; empty where the file could not be read. */
  readonly text: string;
  readonly documents: readonly LocatedDocument[];
  readonly problems: readonly Problem[];
  /** The comments that accept findings, in the order of the text. */
  readonly allowances: readonly AllowComment[];
};

/** Parses the YAML documents of a text; see `parseTree`. */
export function parseDocuments(file: string, text: string): ParsedFile {
  const plain = withoutByteOrderMark(text);
  return parsedFile(file, plain, parseTree(file, plain));
}

/** What a file holds, given its text and the tree that was made of it, perhaps elsewhere. */
export function parsedFile(file: string, text: string, tree: FileTree): ParsedFile {
  const lines = textLines(text);
  const documents = tree.documents.map(({ value, damaged, places }) => ({
    file,
    value,
    damaged,
    locate: placeLocator(places, lines),
  }));
  return { file, text, documents, problems: tree.problems, allowances: tree.allowances };
}

/** The mark is no part of the first line: with it, columns there would be one too high. */
export function withoutByteOrderMark(text: string): string {
  return text.codePointAt(0) === 0xfe_ff ? text.slice(1) : text;
}
