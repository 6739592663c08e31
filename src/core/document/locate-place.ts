import type { DocumentPath } from "../model/document-path.ts";
import type { LocatedDocument } from "./located-document.ts";
import { aliasTarget, entriesIn, type PlaceTable, placeEntry, type Stretch } from "./place-table.ts";
import type { TextLines } from "./text-lines.ts";

/** Makes the function that finds the parts of one document; see `LocatedDocument.locate`. */
export function placeLocator(table: PlaceTable, lines: TextLines): LocatedDocument["locate"] {
  // Maps and lists are indexed when first looked into: a finding at each of 100,000 items stays linear.
  const indexes = new Map<number, ReadonlyMap<string | number, number>>();
  const entryAt = (entry: number, segment: string | number): number | undefined => {
    const index = indexes.get(entry) ?? indexOf(table, entry);
    indexes.set(entry, index);
    return index.get(placeEntry(table, entry).kind === "map" ? String(segment) : segment);
  };
  return (path, part) => lines.spanBetween(stretchAt(table, entryAt, path, part) ?? { start: 0, end: 0 });
}

/** What a map or list holds, by key or position. Of equal keys the last counts, as it does for the value. */
function indexOf(table: PlaceTable, entry: number): ReadonlyMap<string | number, number> {
  const index = new Map<string | number, number>();
  const isMap = placeEntry(table, entry).kind === "map";
  for (const inner of entriesIn(table, entry)) {
    const key = isMap ? table.keys[inner] : index.size;
    if (key !== null && key !== undefined) index.set(key, inner);
  }
  return index;
}

function stretchAt(
  table: PlaceTable,
  entryAt: (entry: number, segment: string | number) => number | undefined,
  path: DocumentPath,
  part: "key" | "value",
): Stretch | null {
  let entry = 0;
  let key: Stretch | null = null;
  for (const segment of path) {
    const found = entryAt(aliasTarget(table, entry), segment);
    // What is missing is shown at the key of what should hold it, or at its beginning.
    if (found === undefined) return key ?? firstKeyIn(table, entry);
    const { key: ownKey, value } = placeEntry(table, found);
    key = ownKey;
    if (value === null) return ownKey ?? placeEntry(table, entry).value;
    entry = found;
  }
  const { value } = placeEntry(table, entry);
  const isEmpty = value === null || value.start === value.end;
  return key && (part === "key" || isEmpty) ? key : value;
}

function firstKeyIn(table: PlaceTable, entry: number): Stretch | null {
  const own = placeEntry(table, entry);
  if (own.kind !== "map") return own.value;
  const [first] = entriesIn(table, entry);
  return (first === undefined ? null : placeEntry(table, first).key) ?? own.value;
}
