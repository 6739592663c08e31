import { type DocumentPath, formatPath } from "../../model/document-path.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { FindingCode, ImportCount, ImportFinding, ImportPlace } from "./import-report.ts";
import { importPlace } from "./import-report.ts";
import type { ImportSource, UnreadablePart } from "./import-source.ts";

type Mark = "mapped" | "reported";

/** Marks of a source, as a tree over its paths; the nearest mark above a value decides about it. */
type MarkNode = { mark: Mark | null; below: Map<string | number, MarkNode> | null };

/** Positions kept of one finding; beyond it only the count grows, so that memory stays bounded. */
const placesMax = 1_000;

/**
 * The books of an import. An importer marks what it maps and reports what it cannot; what it does
 * neither with is found at the end by walking the sources, so that nothing is dropped silently.
 */
export type Ledger = {
  readonly map: (source: ImportSource, path: DocumentPath) => void;
  /** Records why something was not mapped. What stands at `path` counts as reported. */
  readonly report: (source: ImportSource, path: DocumentPath, code: FindingCode, message: string) => void;
  /** Records something to be known of what *was* mapped. */
  readonly note: (source: ImportSource, path: DocumentPath, code: FindingCode, message: string) => void;
  readonly count: (type: string, fate: "mapped" | "reported" | "empty") => void;
  readonly settle: () => Settled;
};

export type Settled = {
  readonly fields: ImportCount;
  readonly items: { readonly [type: string]: ImportCount };
  readonly findings: readonly ImportFinding[];
};

type OpenFinding = { code: FindingCode; message: string; count: number; places: ImportPlace[] };

export type LedgerOptions = {
  /** The name under which fields nobody looked at are put together: by default their path without indexes. */
  readonly groupOf?: (source: ImportSource, path: DocumentPath) => string;
};

/** Opens the books over the sources of one import. */
export function openLedger(
  sources: readonly ImportSource[],
  unreadable: readonly UnreadablePart[] = [],
  { groupOf = (_, path) => pattern(path) }: LedgerOptions = {},
): Ledger {
  const marks = new Map<ImportSource, MarkNode>();
  const findings = new Map<string, OpenFinding>();
  const items = new Map<string, { mapped: number; reported: number; empty: number }>();
  const add = (code: FindingCode, message: string, place: () => ImportPlace) => {
    const key = `${code} ${message}`;
    const known = findings.get(key) ?? { code, message, count: 0, places: [] };
    known.count++;
    if (known.places.length < placesMax) known.places.push(place());
    findings.set(key, known);
  };
  for (const { file, span, message, help } of unreadable)
    add("syntax", `${message} (${help})`, () => importPlace(file, span));
  const note: Ledger["note"] = (source, path, code, message) =>
    add(code, message, () => importPlace(source.file, source.locate(path)));
  const settle = (): Settled => {
    const fields = { read: 0, mapped: 0, reported: 0, empty: 0 };
    for (const source of sources) {
      walk(source.value, [], marks.get(source) ?? null, null, (path, value, mark) => {
        fields.read++;
        if (mark !== null) fields[mark]++;
        else if (isEmpty(value)) fields.empty++;
        else {
          fields.reported++;
          note(source, path, "unsupported-field", `${groupOf(source, path)} has no place in the documents`);
        }
      });
    }
    return { fields, items: counted(items), findings: [...findings.values()] };
  };
  return {
    map: (source, path) => markAt(marks, source, path, "mapped"),
    report: (source, path, code, message) => {
      markAt(marks, source, path, "reported");
      note(source, path, code, message);
    },
    note,
    count: (type, fate) => {
      const count = items.get(type) ?? { mapped: 0, reported: 0, empty: 0 };
      count[fate]++;
      items.set(type, count);
    },
    settle,
  };
}

function counted(items: ReadonlyMap<string, Omit<ImportCount, "read">>): Settled["items"] {
  return Object.fromEntries(
    [...items].map(([type, { mapped, reported, empty }]) => [
      type,
      { read: mapped + reported + empty, mapped, reported, empty },
    ]),
  );
}

function markAt(marks: Map<ImportSource, MarkNode>, source: ImportSource, path: DocumentPath, mark: Mark) {
  let node = marks.get(source) ?? { mark: null, below: null };
  marks.set(source, node);
  for (const segment of path) {
    node.below ??= new Map();
    const next = node.below.get(segment) ?? { mark: null, below: null };
    node.below.set(segment, next);
    node = next;
  }
  node.mark = mark;
}

type Visit = (path: DocumentPath, value: Json, mark: Mark | null) => void;

/** Visits every value that holds no other: scalars, and empty lists and maps. Sources are of bounded depth. */
function walk(value: Json, path: DocumentPath, node: MarkNode | null, above: Mark | null, visit: Visit) {
  const mark = node?.mark ?? above;
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  if (entries.length === 0) visit(path, value, mark);
  for (const [key, item] of entries) walk(item, [...path, key], node?.below?.get(key) ?? null, mark, visit);
}

function isEmpty(value: Json): boolean {
  if (value === null || (typeof value === "string" && value.trim() === "")) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A path without its indexes: `services[].technical.slx`. */
function pattern(path: DocumentPath): string {
  return formatPath(path).replaceAll(/\[\d+\]/g, "[]") || "the whole";
}
