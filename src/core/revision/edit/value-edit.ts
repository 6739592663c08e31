import type { DocumentPath } from "../../model/document-path.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** A change of one value of a document, as a form makes it. */
export type ValueEdit =
  | {
      readonly type: "set";
      readonly path: DocumentPath;
      readonly value: Json;
      /** The fields of what holds it in their order, so that a new one is written where it is looked for. */
      readonly order?: readonly string[];
    }
  | { readonly type: "remove"; readonly path: DocumentPath }
  /** Into the list at `path`, before its item `at`; a list that is not there is made. */
  | {
      readonly type: "insert";
      readonly path: DocumentPath;
      readonly at: number;
      readonly value: Json;
      readonly order?: readonly string[];
    }
  /** An item of the list at `path` to another position in it. */
  | { readonly type: "move"; readonly path: DocumentPath; readonly from: number; readonly to: number }
  /** A key of a map gets another name; what it holds stays. */
  | { readonly type: "rename"; readonly path: DocumentPath; readonly key: string };

/** What the value of a document is after an edit; undefined where the edit makes no sense of it. */
export function valueAfter(value: Json, edit: ValueEdit): Json | undefined {
  switch (edit.type) {
    case "set":
      return changed(value, edit.path, () => edit.value);
    case "remove": {
      const key = edit.path.at(-1);
      if (key === undefined) return undefined;
      return changed(value, edit.path.slice(0, -1), (holder) => without(holder, key));
    }
    case "insert":
      return changed(value, edit.path, (list) => {
        if (list !== undefined && list !== null && !Array.isArray(list)) return undefined;
        return ((list ?? []) as readonly Json[]).toSpliced(edit.at, 0, edit.value);
      });
    case "move":
      return changed(value, edit.path, (list) => {
        if (!Array.isArray(list) || edit.from >= list.length || edit.to >= list.length) return undefined;
        const items = [...(list as readonly Json[])];
        items.splice(edit.to, 0, ...items.splice(edit.from, 1));
        return items;
      });
    case "rename": {
      const key = edit.path.at(-1);
      return changed(value, edit.path.slice(0, -1), (map) => renamed(map, key, edit.key));
    }
    default:
      return edit satisfies never;
  }
}

function renamed(map: Json | undefined, from: string | number | undefined, to: string): Json | undefined {
  if (!isJsonObject(map) || typeof from !== "string" || !Object.hasOwn(map, from)) return undefined;
  if (Object.hasOwn(map, to)) return undefined;
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key === from ? to : key, item]));
}

function without(holder: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(holder) && typeof key === "number") {
    return key < holder.length ? (holder as readonly Json[]).toSpliced(key, 1) : undefined;
  }
  if (!isJsonObject(holder) || typeof key !== "string" || !Object.hasOwn(holder, key)) return undefined;
  return Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key));
}

function changed(
  value: Json | undefined,
  [key, ...rest]: DocumentPath,
  change: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  if (key === undefined) return change(value);
  if (typeof key === "number") {
    if (!Array.isArray(value) || key >= value.length) return undefined;
    const item = changed((value as readonly Json[])[key], rest, change);
    return item === undefined ? undefined : (value as readonly Json[]).with(key, item);
  }
  if (value !== undefined && value !== null && !isJsonObject(value)) return undefined;
  const map: JsonObject = value ?? {};
  const item = changed(Object.hasOwn(map, key) ? map[key] : undefined, rest, change);
  return item === undefined ? undefined : { ...map, [key]: item };
}
