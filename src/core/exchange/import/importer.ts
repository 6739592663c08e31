import type { ImportFile } from "./import-source.ts";
import type { ImportResult } from "./import-report.ts";

/** What an importer is told beside the files. */
export type ImportOptions = {
  /** The day of the import, `YYYY-MM-DD`. */
  readonly importedOn: string;
  /** The declared mapping, where the format needs one. */
  readonly mapping: ImportFile | null;
};

/** Makes documents of files. Never throws, whatever the files hold: what is wrong stands in the report. */
export type Importer = (files: readonly ImportFile[], options: ImportOptions) => ImportResult;
