import { beginsFormula, csvLine } from "../../model/csv-line.ts";
import type { EstateDocument } from "../../model/estate.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { documentKinds } from "../../model/ref.ts";
import type { ExportedFile, Exporter } from "./export-result.ts";
import { lossBook } from "./loss-book.ts";

/**
 * One CSV file for each kind (RFC 4180: CRLF, quotes doubled), a column for each field of its spec. Lists are
 * joined by `; `, what is nested deeper is JSON. No cell can begin a formula in a spreadsheet.
 */
export const exportCsv: Exporter = (estate) => {
  const losses = lossBook();
  const files: ExportedFile[] = [];
  for (const kind of documentKinds) {
    const documents = [...estate.documents.values()].filter((document) => document.kind === kind);
    if (documents.length === 0) continue;
    const columns = [...new Set(documents.flatMap((document) => Object.keys(specOf(document))))].toSorted();
    const rows = documents.map((document) => {
      const spec = specOf(document);
      const fields = columns.map((column) =>
        Object.hasOwn(spec, column) ? plainText(spec[column] ?? null) : "",
      );
      const cells = [document.ref, document.title, labelsText(document), ...fields];
      for (const cell of cells) {
        if (beginsFormula(cell))
          losses.add(document.ref, "a cell that would begin a formula: a ' stands before it");
      }
      if (Object.keys(document.annotations).length > 0)
        losses.add(document.ref, "the annotations of metadata");
      return cells;
    });
    const table = [["ref", "title", "labels", ...columns], ...rows];
    files.push({ path: `${kind.toLowerCase()}.csv`, text: table.map(csvLine).join("") });
  }
  const count = estate.documents.size;
  return { files, documents: { read: count, written: count }, losses: losses.losses() };
};

function specOf({ source }: EstateDocument): { readonly [field: string]: Json } {
  const spec = source["spec"];
  return isJsonObject(spec) ? spec : {};
}

function labelsText({ labels }: EstateDocument): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
}

function plainText(value: Json): string {
  if (value === null) return "";
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.every((item) => !isJsonObject(item) && !Array.isArray(item))
      ? items.map(plainText).join("; ")
      : JSON.stringify(value);
  }
  return isJsonObject(value) ? JSON.stringify(value) : String(value);
}
