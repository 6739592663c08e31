import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkEstate } from "#core/check/check-estate.ts";
import { resolveEstate } from "../../document/resolve-estate.ts";
import type { ImportCount, ImportFinding, ImportResult } from "./import-report.ts";
import type { Importer } from "./importer.ts";
import { documentText } from "../write/document-text.ts";

/** Where data collected from real systems stand, when they are here. */
export const dataFolder = path.join(import.meta.dirname, "../../../../../shared/data");

/** Why a test over collected data cannot run here, or false. */
export function withoutData(file: string): string | false {
  return existsSync(path.join(dataFolder, file)) ? false : `${file} of the collected data is not here`;
}

/** A file of the collected data. */
export function dataFile(file: string): { readonly file: string; readonly text: string } {
  return { file: path.basename(file), text: readFileSync(path.join(dataFolder, file), "utf8") };
}

/** Imports texts; the files are called a, b, c … */
export function importTexts(importer: Importer, ...texts: readonly string[]): ImportResult {
  const files = texts.map((text, index) => ({ file: String.fromCodePoint(97 + index), text }));
  return importFiles(importer, files);
}

/** Imports files and holds the books against themselves. */
export function importFiles(
  importer: Importer,
  files: Parameters<Importer>[0],
  mapping?: string,
): ImportResult {
  const result = importer(files, {
    importedOn: "2026-01-31",
    mapping: mapping === undefined ? null : { file: "map.yaml", text: mapping },
  });
  assertBalanced(result);
  return result;
}

/** Nothing is dropped: what was read is mapped, reported, or empty, and each document says where it came from. */
export function assertBalanced({ report, documents }: ImportResult): void {
  const balanced = ({ read, mapped, reported, empty }: ImportCount) => read === mapped + reported + empty;
  assert.ok(balanced(report.fields), `fields: ${JSON.stringify(report.fields)}`);
  for (const [type, count] of Object.entries(report.items))
    assert.ok(balanced(count), `${type}: ${JSON.stringify(count)}`);
  assert.equal(report.documents.length, documents.length);
  assert.equal(new Set(documents.map(({ ref }) => ref)).size, documents.length, "each document once");
}

/** Findings in one line each, for comparing; `code` narrows them. */
export function findings(result: ImportResult, code?: ImportFinding["code"]): readonly string[] {
  return result.report.findings
    .filter((finding) => code === undefined || finding.code === code)
    .map(({ code: name, message, places }) => `${name} ${places[0]?.line}:${places[0]?.column} ${message}`);
}

/** The spec of a document that was made. */
export function specOf(result: ImportResult, ref: string): unknown {
  return result.documents.find((document) => document.ref === ref)?.value["spec"];
}

/** What the checker says of the documents as they would be written, by code. */
export function checkedErrors(result: ImportResult): readonly string[] {
  const sources = result.documents.map(({ ref, value }) => ({
    type: "text" as const,
    file: ref,
    text: documentText(value, []),
  }));
  return checkEstate(resolveEstate(sources), {}, { today: "2026-01-31" })
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, place }) => `${code} ${place.file} ${message}`);
}
