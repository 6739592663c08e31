import type { DocumentPath } from "../../model/document-path.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { isSame } from "./drift.ts";

/** A change to carry into a document that people may have edited. */
export type DocumentChange =
  | { readonly type: "set"; readonly path: DocumentPath; readonly value: Json }
  | { readonly type: "delete"; readonly path: DocumentPath }
  | { readonly type: "add-item" | "remove-item"; readonly path: DocumentPath; readonly value: Json };

/** A field that changed both in the source and in the folder: the folder's value stays. */
export type MergeConflict = {
  readonly path: DocumentPath;
  readonly ours: Json | null;
  readonly theirs: Json | null;
};

export type Merge = {
  readonly changes: readonly DocumentChange[];
  readonly conflicts: readonly MergeConflict[];
};

/**
 * What has to change in `ours` (the document in the folder) so that it follows the source from `base`
 * (what the last import said) to `theirs` (what this one says), keeping what people edited. Maps are
 * merged by field, lists by element.
 */
export function mergeDocument(base: JsonObject, ours: JsonObject, theirs: JsonObject): Merge {
  const changes: DocumentChange[] = [];
  const conflicts: MergeConflict[] = [];
  mergeMap([], base, ours, theirs, { changes, conflicts });
  return { changes, conflicts };
}

type Collected = { readonly changes: DocumentChange[]; readonly conflicts: MergeConflict[] };

function mergeMap(path: DocumentPath, base: JsonObject, ours: JsonObject, theirs: JsonObject, to: Collected) {
  for (const key of new Set([...Object.keys(base), ...Object.keys(theirs)]))
    mergeField([...path, key], own(base, key), own(ours, key), own(theirs, key), to);
}

function own(map: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

type Field = Json | undefined;

function mergeField(path: DocumentPath, base: Field, ours: Field, theirs: Field, to: Collected): void {
  if (isSame(base, theirs) || isSame(ours, theirs)) return;
  if (isJsonObject(ours) && isJsonObject(theirs) && (isJsonObject(base) || base === undefined)) {
    mergeMap(path, base ?? {}, ours, theirs, to);
  } else if (Array.isArray(ours) && Array.isArray(theirs) && (Array.isArray(base) || base === undefined)) {
    mergeList(path, (base ?? []) as readonly Json[], ours as readonly Json[], theirs as readonly Json[], to);
  } else if (!isSame(base, ours)) {
    to.conflicts.push({ path, ours: ours ?? null, theirs: theirs ?? null });
  } else {
    to.changes.push(theirs === undefined ? { type: "delete", path } : { type: "set", path, value: theirs });
  }
}

function mergeList(
  path: DocumentPath,
  base: readonly Json[],
  ours: readonly Json[],
  theirs: readonly Json[],
  { changes }: Collected,
): void {
  const has = (list: readonly Json[], value: Json) => list.some((each) => isSame(each, value));
  for (const value of base) {
    if (!has(theirs, value) && has(ours, value)) changes.push({ type: "remove-item", path, value });
  }
  for (const value of theirs) {
    if (!has(base, value) && !has(ours, value)) changes.push({ type: "add-item", path, value });
  }
}
