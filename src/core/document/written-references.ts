import type { z } from "zod";
import type { DocumentPath } from "../model/document-path.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { type RefKind, referenceKinds } from "./fields/ref-field.ts";

/** A reference as a document writes it. */
export type WrittenReference = {
  readonly path: DocumentPath;
  /** Whether the reference is a key of a map, such as the team in `needs`, or a value. */
  readonly part: "key" | "value";
  /** What is written; a key may be no well-formed reference. */
  readonly text: string;
  /** The kinds that make sense there. */
  readonly kinds: readonly RefKind[];
};

type Collect = (value: Json, path: DocumentPath, found: WrittenReference[]) => void;

/**
 * Finds the references in values of a schema by the fields that were declared as such (see
 * `referenceKinds`), in the order of the schema. The schema is walked once; then a value takes time
 * linear in its own size. Returns null where the schema has no references.
 */
export function referencesOf(schema: z.core.$ZodType): Collect | null {
  return collectorOf(schema, new Map());
}

type Known = Map<z.core.$ZodType, Collect | null>;

function collectorOf(schema: z.core.$ZodType, known: Known): Collect | null {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "lazy") {
    // A schema that holds itself is entered under its name before it is looked into.
    let inner: Collect | null = null;
    known.set(schema, (value, path, found) => inner?.(value, path, found));
    inner = collectorOf(def.getter(), known);
    return inner === null ? null : (known.get(schema) ?? null);
  }
  const collector = make(def, schema, known);
  known.set(schema, collector);
  return collector;
}

function make(def: z.core.$ZodTypes["_zod"]["def"], schema: z.core.$ZodType, known: Known): Collect | null {
  switch (def.type) {
    case "string":
      return ofText(schema);
    case "object":
      return ofObject(def.shape, known);
    case "array":
      return ofList(def.element, known);
    case "record":
      return ofMap(def.keyType, def.valueType, known);
    case "union":
      return ofUnion(def.options, known);
    case "pipe":
      return collectorOf(def.in, known);
    case "optional":
    case "default":
    case "nullable":
      return collectorOf(def.innerType, known);
    default:
      return null;
  }
}

function ofText(schema: z.core.$ZodType): Collect | null {
  const kinds = referenceKinds.get(schema)?.kinds;
  if (kinds === undefined) return null;
  return (value, path, found) => {
    if (typeof value === "string") found.push({ path, part: "value", text: value, kinds });
  };
}

function ofObject(shape: z.core.$ZodShape, known: Known): Collect | null {
  const fields = Object.entries(shape).flatMap(([name, field]) => {
    const collect = collectorOf(field, known);
    return collect === null ? [] : [{ name, collect }];
  });
  if (fields.length === 0) return null;
  return (value, path, found) => {
    if (!isJsonObject(value)) return;
    for (const { name, collect } of fields) {
      const item = Object.hasOwn(value, name) ? value[name] : undefined;
      if (item !== undefined) collect(item, [...path, name], found);
    }
  };
}

function ofList(element: z.core.$ZodType, known: Known): Collect | null {
  const collect = collectorOf(element, known);
  if (collect === null) return null;
  return (value, path, found) => {
    if (!Array.isArray(value)) return;
    for (const [index, item] of (value as readonly Json[]).entries()) collect(item, [...path, index], found);
  };
}

function ofMap(key: z.core.$ZodType, value: z.core.$ZodType, known: Known): Collect | null {
  const kinds = referenceKinds.get(key)?.kinds;
  const collect = collectorOf(value, known);
  if (kinds === undefined && collect === null) return null;
  return (map, path, found) => {
    if (!isJsonObject(map)) return;
    for (const [text, item] of Object.entries(map satisfies JsonObject)) {
      if (kinds !== undefined) found.push({ path: [...path, text], part: "key", text, kinds });
      collect?.(item, [...path, text], found);
    }
  };
}

/** The alternatives of our unions differ in their type or in their fields, so that only the one that was meant finds anything. */
function ofUnion(options: readonly z.core.$ZodType[], known: Known): Collect | null {
  const collectors = options.flatMap((option) => collectorOf(option, known) ?? []);
  if (collectors.length === 0) return null;
  return (value, path, found) => {
    for (const collect of collectors) collect(value, path, found);
  };
}
