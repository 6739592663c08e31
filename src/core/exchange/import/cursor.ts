import type { DocumentPath } from "../../model/document-path.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { FindingCode, ImportPlace } from "./import-report.ts";
import { importPlace } from "./import-report.ts";
import type { ImportSource } from "./import-source.ts";
import type { Ledger } from "./ledger.ts";

/** A place in a source, from which an importer reads; whatever it takes is entered in the ledger. */
export type Cursor = {
  readonly path: DocumentPath;
  /** undefined where nothing stands here. */
  readonly value: Json | undefined;
  readonly at: (...segments: DocumentPath) => Cursor;
  /** The elements of a list; none where it is no list, which is reported when it is something else. */
  readonly items: () => readonly Cursor[];
  /** The entries of a map; none where it is no map, which is reported when it is something else. */
  readonly entries: () => readonly (readonly [string, Cursor])[];
  /** The text (numbers and booleans as written) and takes it; null where there is none. */
  readonly text: () => string | null;
  /** One text, or the texts of a list. */
  readonly texts: () => readonly string[];
  readonly number: () => number | null;
  /** Takes everything from here on, as it is. */
  readonly take: () => void;
  readonly report: (code: FindingCode, message: string) => void;
  readonly note: (code: FindingCode, message: string) => void;
  readonly place: () => ImportPlace;
};

/** A cursor at a path of a source. */
export function cursorAt(ledger: Ledger, source: ImportSource, path: DocumentPath = []): Cursor {
  return cursor(ledger, source, path, valueAt(source.value, path));
}

function cursor(ledger: Ledger, source: ImportSource, path: DocumentPath, value: Json | undefined): Cursor {
  const take = () => ledger.map(source, path);
  const report: Cursor["report"] = (code, message) => ledger.report(source, path, code, message);
  const wrongShape = (expected: string) => {
    if (value !== undefined && value !== null && value !== "")
      report("bad-value", `${nameOf(path)} should be ${expected}`);
  };
  const text = () => {
    if (typeof value === "object" || value === undefined || value === "") return (wrongShape("a text"), null);
    take();
    return String(value).trim() || null;
  };
  const items = () => {
    if (!Array.isArray(value)) return (wrongShape("a list"), []);
    return (value as readonly Json[]).map((item, index) => cursor(ledger, source, [...path, index], item));
  };
  return {
    path,
    value,
    at: (...segments) =>
      cursor(ledger, source, [...path, ...segments], value === undefined ? value : valueAt(value, segments)),
    items,
    entries: () => {
      if (!isJsonObject(value)) return (wrongShape("a map"), []);
      return Object.entries(value).map(
        ([key, item]) => [key, cursor(ledger, source, [...path, key], item)] as const,
      );
    },
    text,
    texts: () => {
      const found = Array.isArray(value) ? items().map((item) => item.text()) : [text()];
      return found.filter((each) => each !== null);
    },
    number: () => {
      const written = text();
      const number = Number(written ?? Number.NaN);
      if (Number.isFinite(number)) return number;
      if (written !== null) report("bad-value", `${nameOf(path)} should be a number`);
      return null;
    },
    take,
    report,
    note: (code, message) => ledger.note(source, path, code, message),
    place: () => importPlace(source.file, source.locate(path)),
  };
}

/** The last names of a path, for messages; indexes are left out so that equal findings come together. */
function nameOf(path: DocumentPath): string {
  return (
    path
      .filter((segment) => typeof segment === "string")
      .slice(-2)
      .join(".") || "the file"
  );
}

function valueAt(value: Json, path: DocumentPath): Json | undefined {
  let current: Json | undefined = value;
  for (const segment of path) {
    if (Array.isArray(current) && typeof segment === "number")
      current = (current as readonly Json[])[segment];
    else if (isJsonObject(current) && Object.hasOwn(current, segment)) current = current[segment];
    else return undefined;
  }
  return current;
}
