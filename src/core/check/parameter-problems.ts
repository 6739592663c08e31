import type { z } from "zod";
import { namesKnownFields, type SchemaProblem, schemaProblems } from "../document/schema-problems.ts";
import type { DocumentPath } from "../model/document-path.ts";
import type { JsonObject } from "../model/json.ts";
import { isOpen, textsOf } from "./open-value.ts";

/**
 * What a connector's schema finds wrong with parameters as they are written. Values that are known
 * only at run time (templates, secrets) are not judged: neither their own type nor what a schema
 * concludes from them about the list or map they stand in.
 */
export function parameterProblems(schema: z.ZodType, value: JsonObject): readonly SchemaProblem[] {
  const parsed = schema.safeParse(value, { error: namesKnownFields });
  if (parsed.success) return [];
  const open = [...textsOf(value, [])].filter(({ text }) => isOpen(text)).map(({ path }) => path);
  return schemaProblems(value, parsed.error.issues).filter(
    (problem) => problem.type === "unknown-field" || !open.some((path) => isOnePath(path, problem.path)),
  );
}

/** Whether one path leads through the other. */
function isOnePath(one: DocumentPath, other: DocumentPath): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((segment, index) => segment === other[index]);
}
