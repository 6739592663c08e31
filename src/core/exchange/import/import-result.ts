import type { Observation } from "../observed/observation.ts";
import type { ImportedDocument, ImportResult } from "./import-report.ts";
import type { ImportFile, UnreadablePart } from "./import-source.ts";
import type { Ledger } from "./ledger.ts";

/** Closes the books of an import. */
export function importResult(
  format: string,
  files: readonly ImportFile[],
  ledger: Ledger,
  unreadable: readonly UnreadablePart[],
  made: { readonly documents: readonly ImportedDocument[]; readonly observations?: readonly Observation[] },
): ImportResult {
  const { documents, observations = [] } = made;
  const settled = ledger.settle();
  return {
    documents,
    observations,
    report: {
      format,
      files: files.map(({ file }) => file),
      ...settled,
      documents: documents.map(({ ref, from }) => ({ ref, from })),
      damaged: unreadable.length > 0,
    },
  };
}
