import type { Json, JsonObject } from "../../../model/json.ts";
import type { DocumentKind, Ref } from "../../../model/ref.ts";
import { type Cursor, cursorAt } from "../cursor.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import { type Ledger, openLedger } from "../ledger.ts";
import { createNameTable, type NameTable } from "../name-table.ts";
import { cellValue } from "./cell-value.ts";
import { type CsvDocumentRule, type CsvFieldRule, type CsvMapping, readCsvMapping } from "./csv-mapping.ts";
import { readCsvSources } from "./read-csv-sources.ts";

type Row = { readonly at: Cursor; readonly rule: CsvDocumentRule; readonly ref: Ref };

/** What grows while the rows are read. */
type Work = {
  readonly names: NameTable;
  readonly ledger: Ledger;
  /** Documents made only because a cell names them. */
  readonly created: Map<Ref, ImportedDocument>;
  /** By what depends, and then by the dependency as text. */
  readonly edges: Map<Ref, Map<string, string | JsonObject>>;
};

/** Tables with a header (extracts of a CMDB), by a declared mapping of their columns. */
export const importCsv: Importer = (files, { mapping: mappingFile }) => {
  const { mapping, unreadable: wrong } =
    mappingFile === null ? { mapping: null, unreadable: [] } : readCsvMapping(mappingFile);
  const read = readCsvSources(files, mapping?.delimiter ?? null);
  const unreadable = [...wrong, ...read.unreadable];
  const ledger = openLedger(read.sources, unreadable, {
    groupOf: (_, [, column]) => `column ${column ?? "?"}`,
  });
  if (mapping === null) return importResult("csv", files, ledger, unreadable, { documents: [] });
  const work: Work = { names: createNameTable(), ledger, created: new Map(), edges: new Map() };
  const lines = read.sources.flatMap((source) => cursorAt(ledger, source).items());
  const rows = lines.flatMap((at) => defineRow(at, mapping, work));
  for (const at of lines) readEdges(at, mapping, work);
  for (const at of lines) for (const column of mapping.ignore) at.at(column).take();
  const documents = rows.map((row) => documentOf(row, work));
  const made = [...documents, ...work.created.values()].map((document) => withEdges(document, work.edges));
  return importResult("csv", files, ledger, unreadable, { documents: made });
};

/** The documents a row defines: usually one. */
function defineRow(
  at: Cursor,
  { documents, dependencies }: CsvMapping,
  { names, ledger }: Work,
): readonly Row[] {
  const fitting = documents.filter(
    ({ when }) => when === undefined || when.is.includes(at.at(when.column).text() ?? ""),
  );
  const found = fitting.flatMap((rule) => {
    const cell = at.at(rule.name);
    const name = cell.text();
    if (name === null)
      at.report("bad-value", `the column ${rule.name}, which names the ${rule.kind}, is empty`);
    const ref = name === null ? null : names.define(rule.kind, name, cell, at);
    return ref === null ? [] : [{ at, rule, ref }];
  });
  if (documents.length > 0 && fitting.length === 0 && dependencies.length === 0)
    at.report("unsupported-item", "no rule of the mapping is for this row");
  ledger.count("row", found.length > 0 || dependencies.length > 0 ? "mapped" : "reported");
  return found;
}

function documentOf({ at, rule, ref }: Row, work: Work): ImportedDocument {
  const columns = (map: { readonly [name: string]: string }) =>
    Object.fromEntries(Object.entries(map).map(([name, column]) => [name, at.at(column).text()]));
  const spec: { [field: string]: Json } = {};
  for (const [path, field] of Object.entries(rule.fields)) {
    const value = fieldValue(at.at(field.column), field, ref, work);
    if (value !== null) put(spec, path.split("."), value);
  }
  return importedDocument("csv", ref, at, {
    title: at.at(rule.title ?? rule.name).text(),
    labels: columns(rule.labels),
    annotations: columns(rule.annotations),
    spec,
  });
}

function fieldValue(cell: Cursor, rule: CsvFieldRule, ref: Ref, work: Work): Json {
  const written = cell.text();
  if (written === null) return null;
  const separator = "separator" in rule ? rule.separator : undefined;
  const kinds = kindsOf(rule);
  const parts = separator === undefined ? [written] : written.split(separator).map((part) => part.trim());
  const values = parts.filter(Boolean).map((part): Json => {
    const kind = kinds.find((each) => work.names.find(each, part) !== null) ?? kinds[0];
    if (kind !== undefined)
      return referTo(kind, part, cell, "create" in rule && rule.create === true, work, ref);
    const value = cellValue(part, rule);
    if (value === null && !("values" in rule && rule.values !== undefined && part in rule.values))
      cell.report(
        "bad-value",
        `${JSON.stringify(part.slice(0, 80))} cannot be read as ${("as" in rule && rule.as) || "text"}`,
      );
    return value;
  });
  const known = [...new Set(values.filter((value) => value !== null))];
  return separator === undefined ? (known[0] ?? null) : known.length > 0 ? known : null;
}

/** The kinds a cell may name; none where it names nothing. */
function kindsOf(rule: CsvFieldRule): readonly DocumentKind[] {
  if ("references" in rule && rule.references !== undefined) return rule.references;
  return "reference" in rule && rule.reference !== undefined ? [rule.reference] : [];
}

/** The reference a cell names; makes the document where the mapping says so and nothing defines it. */
function referTo(
  kind: DocumentKind,
  name: string,
  cell: Cursor,
  create: boolean,
  work: Work,
  from: Ref | null,
): Ref | null {
  const { names, created } = work;
  const known = names.find(kind, name);
  if (known === null && create) {
    const made = names.define(kind, name, cell, cell);
    if (made !== null) created.set(made, importedDocument("csv", made, cell, { title: name }));
    return made;
  }
  const ref = known ?? names.refer(kind, name, cell);
  if (ref !== null && ref === from) cell.note("self-reference", `${ref} refers to itself`);
  return ref;
}

/** Rows that say that one thing depends on another. */
function readEdges(at: Cursor, { dependencies }: CsvMapping, work: Work): void {
  for (const { from, to, need, phase } of dependencies) {
    const [one, other] = [at.at(from.column), at.at(to.column)];
    const [left, right] = [one.text(), other.text()];
    if (left === null || right === null) {
      at.report("null-dependency", `${left === null ? from.column : to.column} names nothing`);
      work.ledger.count("dependency", "reported");
      continue;
    }
    const source = referTo(from.reference, left, one, from.create === true, work, null);
    const target = referTo(to.reference, right, other, to.create === true, work, source);
    const list =
      (source === null ? undefined : work.edges.get(source)) ?? new Map<string, string | JsonObject>();
    const edge =
      target === null || (need === undefined && phase === undefined)
        ? target
        : { on: target, ...(need && { need }), ...(phase && { phase }) };
    const isKnown = list.has(JSON.stringify(edge));
    if (isKnown) at.report("duplicate-item", `${source} depends on ${target} already`);
    const isMapped = source !== null && edge !== null && !isKnown;
    work.ledger.count("dependency", isMapped ? "mapped" : "reported");
    if (isMapped) work.edges.set(source, list.set(JSON.stringify(edge), edge));
  }
}

function withEdges(document: ImportedDocument, edges: Work["edges"]): ImportedDocument {
  const added = edges.get(document.ref);
  if (added === undefined) return document;
  const spec = document.value["spec"] as JsonObject;
  const dependsOn = [...((spec["dependsOn"] as readonly Json[] | undefined) ?? []), ...added.values()];
  return { ...document, value: { ...document.value, spec: { ...spec, dependsOn } } };
}

/** Puts a value at a path; a name like __proto__ is a name like any other. */
function put(target: { [field: string]: Json }, [first = "", ...rest]: readonly string[], value: Json): void {
  const held = Object.hasOwn(target, first) ? target[first] : undefined;
  const below: { [field: string]: Json } =
    typeof held === "object" && held !== null && !Array.isArray(held) ? { ...(held as JsonObject) } : {};
  if (rest.length > 0) put(below, rest, value);
  Object.defineProperty(target, first, {
    value: rest.length > 0 ? below : value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
