import type { EstateDocument } from "../model/estate.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { type DocumentKind, documentKinds, namePattern, type Ref } from "../model/ref.ts";
import { closestName } from "./closest-name.ts";
import { apiVersion, documentSchema } from "./kinds/document-schema.ts";
import type { LocatedDocument } from "./located-document.ts";
import type { Problem, ProblemDetail } from "./problem.ts";
import { namesKnownFields, schemaProblems, typeName } from "./schema-problems.ts";
import { valueAtPath, withoutPaths } from "./value-at-path.ts";

/** A document held against the schema of its kind. */
export type DocumentReading = {
  readonly located: LocatedDocument;
  /** What it calls itself, also when it is not valid; null where even that cannot be told. */
  readonly ref: Ref | null;
  /** null where it is not valid. */
  readonly document: EstateDocument | null;
  readonly problems: readonly Problem[];
};

/** Reads one document. A damaged one is identified but its content is not judged: that would only follow from its damage. */
export function readDocument(located: LocatedDocument): DocumentReading {
  const value = located.value;
  const ref = isJsonObject(value) ? refOf(value) : null;
  if (located.damaged) return { located, ref, document: null, problems: [] };
  const details: ProblemDetail[] = [];
  const document = isJsonObject(value)
    ? judge(value, ref, details)
    : (details.push({ type: "not-a-document", found: typeName(value) }), null);
  const problems = details.map((detail) => placed(located, ref, detail));
  return { located, ref, document, problems };
}

function refOf(value: JsonObject): Ref | null {
  const kind = kindOf(value);
  const name = valueAtPath(value, ["metadata", "name"]);
  if (kind === null || typeof name !== "string" || !namePattern.test(name)) return null;
  return `${kind.toLowerCase() as Lowercase<DocumentKind>}:${name}`;
}

function kindOf(value: JsonObject): DocumentKind | null {
  return documentKinds.find((kind) => kind === value["kind"]) ?? null;
}

function judge(value: JsonObject, ref: Ref | null, details: ProblemDetail[]): EstateDocument | null {
  if (value["apiVersion"] !== apiVersion) {
    details.push({ type: "unknown-api-version", found: written(value["apiVersion"]) });
    return null;
  }
  const kind = kindOf(value);
  if (kind === null) {
    const found = written(value["kind"]);
    details.push({
      type: "unknown-kind",
      found,
      closest: found === null ? null : closestName(found, documentKinds),
    });
    return null;
  }
  const parsed = parseLeniently(value, kind, details);
  if (parsed === null || ref === null) return null;
  return {
    kind,
    ref,
    name: parsed.metadata.name,
    title: parsed.metadata.title ?? parsed.metadata.name,
    labels: parsed.metadata.labels,
    annotations: parsed.metadata.annotations,
    suppress: parsed.metadata.suppress,
    spec: parsed.spec,
    source: value,
    // The schema of each kind has the type of its spec (see kinds/document-schema.ts).
  } as EstateDocument;
}

/** An unknown field is reported and then set aside, so that the rest of the document can still be checked. */
function parseLeniently(value: JsonObject, kind: DocumentKind, details: ProblemDetail[]) {
  const schema = documentSchema(kind);
  const first = schema.safeParse(value, { error: namesKnownFields });
  if (first.success) return first.data;
  const found = schemaProblems(value, first.error.issues);
  details.push(...found);
  const unknown = found.flatMap((problem) => (problem.type === "unknown-field" ? [problem.path] : []));
  if (unknown.length < found.length) return null;
  return schema.safeParse(withoutPaths(value, unknown)).data ?? null;
}

function written(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function placed(located: LocatedDocument, ref: Ref | null, detail: ProblemDetail): Problem {
  return { ...detail, place: { file: located.file, span: spanOf(located, detail), ref } };
}

function spanOf(located: LocatedDocument, detail: ProblemDetail) {
  switch (detail.type) {
    case "unknown-field":
      return located.locate(detail.path, "key");
    case "missing-field":
    case "wrong-type":
    case "invalid-value":
      return located.locate(detail.path, "value");
    case "unknown-api-version":
      return located.locate(["apiVersion"], "value");
    case "unknown-kind":
      return located.locate(["kind"], "value");
    default:
      return located.locate([], "value");
  }
}
