import type { Span } from "../../model/diagnostic.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { Json } from "../../model/json.ts";

/** A file to import, decoded to text by whoever read it. */
export type ImportFile = { readonly file: string; readonly text: string };

/**
 * What an importer reads: a value, and where each part of it stands. Whatever the format (YAML, JSON,
 * CSV, Markdown …), it is brought into this form first, so that one ledger can account for all of it.
 */
export type ImportSource = {
  readonly file: string;
  readonly value: Json;
  /** Where the value (or key) at `path` stands; the nearest thing above it where nothing stands there. */
  readonly locate: (path: DocumentPath, part?: "key" | "value") => Span;
};

/** Why a file, or part of it, could not be read at all. */
export type UnreadablePart = {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
  readonly help: string;
};

/** What reading files came to. Where a file is damaged, what could be saved of it is still among the sources. */
export type ReadSources = {
  readonly sources: readonly ImportSource[];
  readonly unreadable: readonly UnreadablePart[];
};
