import type { Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";

/** A file of an export; its path is relative to the folder it goes to. */
export type ExportedFile = { readonly path: string; readonly text: string };

/** Something of the documents for which the format has no place, or not the same one. */
export type ExportLoss = {
  readonly message: string;
  /** How often; `refs` holds the first hundred of those concerned. */
  readonly count: number;
  readonly refs: readonly Ref[];
};

export type ExportResult = {
  readonly files: readonly ExportedFile[];
  /** How many documents there were, and how many stand in the files in some form. */
  readonly documents: { readonly read: number; readonly written: number };
  readonly losses: readonly ExportLoss[];
};

/** What an exporter is told beside the documents. */
export type ExportFacts = {
  /** The instant of the export, ISO 8601 UTC. */
  readonly exportedAt: string;
  /** SHA-256 of a text as UTF-8, in lower-case hexadecimal. */
  readonly sha256: (text: string) => string;
};

/** Makes files of an estate. Nothing is dropped silently: what has no place is among the losses. */
export type Exporter = (estate: Estate, facts: ExportFacts) => ExportResult;
