import type { Span } from "../model/diagnostic.ts";
import type { DocumentPath } from "../model/document-path.ts";
import type { Json } from "../model/json.ts";

/** One document of a file: its value, and where each part of it stands. */
export type LocatedDocument = {
  readonly file: string;
  readonly value: Json;
  /** Whether its syntax is broken: its value is then only what could be saved of it. */
  readonly damaged: boolean;
  /**
   * Where the value at `path` stands, or its key. Where nothing stands at `path`, the nearest thing
   * above it that is there: a missing field is shown at what should hold it.
   */
  readonly locate: (path: DocumentPath, part: "key" | "value") => Span;
};
