import type { Span } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import type { DocumentKind, Ref } from "../../model/ref.ts";
import type { Observation } from "../observed/observation.ts";

/** A document that an import made, as it will be written. */
export type ImportedDocument = {
  readonly kind: DocumentKind;
  readonly ref: Ref;
  readonly name: string;
  /** The whole document: apiVersion, kind, metadata and spec. */
  readonly value: JsonObject;
  /** Where it came from. */
  readonly from: ImportPlace;
};

/** A position in an imported file. Lines and columns count from 1. */
export type ImportPlace = { readonly file: string; readonly line: number; readonly column: number };

/**
 * Why something was not mapped, or was mapped in a way a person should know of.
 * - `syntax`: the file is damaged here;
 * - `unsupported-field`, `unsupported-item`: there is no place for it in the documents;
 * - `dangling-target`: it names something that the files do not define (kept, so that a check shows it);
 * - `self-reference`: a dependency on itself (kept); `null-dependency`: an entry without a target;
 * - `duplicate-item`: a second definition of the same thing; `duplicate-name`: unlike names become one name;
 * - `renamed`: the name could not stand as it is; `bad-value`: the value cannot be read as what it should be;
 * - `assumed`: mapped, on an assumption to be looked at; `needs-review`: mapped, to be completed by a person;
 * - `risk`: what the data itself says about continuity, such as a site with a single carrier.
 */
export type FindingCode =
  | "syntax"
  | "unsupported-field"
  | "unsupported-item"
  | "dangling-target"
  | "self-reference"
  | "null-dependency"
  | "duplicate-item"
  | "duplicate-name"
  | "renamed"
  | "bad-value"
  | "assumed"
  | "needs-review"
  | "risk";

/** Something that was not mapped, or that a person should look at. */
export type ImportFinding = {
  readonly code: FindingCode;
  readonly message: string;
  /** How often; `places` holds the first thousand. */
  readonly count: number;
  readonly places: readonly ImportPlace[];
};

/** How many were read, and what became of them: `read = mapped + reported + empty`. */
export type ImportCount = {
  readonly read: number;
  readonly mapped: number;
  readonly reported: number;
  /** Read and found to hold nothing: null, an empty text, list or map. */
  readonly empty: number;
};

/** What an import read, what became of it, and all that it could not map. */
export type ImportReport = {
  readonly format: string;
  readonly files: readonly string[];
  /** Values in the files, each exactly once. */
  readonly fields: ImportCount;
  /** Things in the files, by their type in the format: services, dependencies, circuits … */
  readonly items: { readonly [type: string]: ImportCount };
  readonly documents: readonly { readonly ref: Ref; readonly from: ImportPlace }[];
  readonly findings: readonly ImportFinding[];
  /** Whether a file is damaged: what is missing from it may only be unreadable, so nothing is removed. */
  readonly damaged: boolean;
};

export type ImportResult = {
  readonly documents: readonly ImportedDocument[];
  /** What was seen to depend on what. Never declared dependencies: an owner confirms them first. */
  readonly observations: readonly Observation[];
  readonly report: ImportReport;
};

/** The beginning of a span as a place. */
export function importPlace(file: string, span: Span): ImportPlace {
  return { file, line: span.line, column: span.column };
}
