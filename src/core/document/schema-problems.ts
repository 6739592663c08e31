import type { z } from "zod";
import type { DocumentPath } from "../model/document-path.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { closestName } from "./closest-name.ts";
import type { ProblemDetail } from "./problem.ts";
import { valueAtPath } from "./value-at-path.ts";

type Issue = z.core.$ZodIssue;

/** What a value is, in the words of a document's author. */
export function typeName(value: Json | undefined): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (isJsonObject(value)) return "a map";
  if (typeof value === "string") return "text";
  return typeof value === "number" ? "a number" : "true or false";
}

const expectedNames: { readonly [type: string]: string } = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

/**
 * For `safeParse`: makes the message of an unknown field the list of the known ones, since a finished
 * issue no longer has its schema.
 */
export const namesKnownFields: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== "unrecognized_keys") return undefined;
  const schema = issue.inst as { readonly shape?: object } | undefined;
  return Object.keys(schema?.shape ?? {}).join(",");
};

/** What only a schema can find wrong. */
export type SchemaProblem = Extract<
  ProblemDetail,
  { readonly type: "unknown-field" | "missing-field" | "wrong-type" | "invalid-value" }
>;

/** The issues of a schema as problems; each says what would be right. */
export function schemaProblems(
  value: Json,
  issues: readonly Issue[],
  base: DocumentPath = [],
): readonly SchemaProblem[] {
  return issues.flatMap((issue) => problemsOfIssue(value, issue, [...base, ...(issue.path as DocumentPath)]));
}

function problemsOfIssue(value: Json, issue: Issue, path: DocumentPath): readonly SchemaProblem[] {
  const found = valueAtPath(value, path);
  if (found === undefined && issue.code !== "custom") {
    return [{ type: "missing-field", path, expected: expectedOf(issue) }];
  }
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((field) => unknownField(field, path, issue.message.split(",")));
    case "invalid_type":
      return [wrongType(path, issue.expected, found)];
    case "invalid_union":
      return problemsOfUnion(value, issue, path);
    case "invalid_value":
      return [invalidChoice(path, issue.values.map(String), found)];
    case "too_small":
    case "too_big":
    case "invalid_key":
    case "invalid_element":
    case "invalid_format":
    case "not_multiple_of":
      return [{ type: "invalid-value", path, detail: limitText(issue), help: null }];
    case "custom":
      return [{ type: "invalid-value", path, detail: issue.message, help: helpOf(issue.params) }];
    default:
      return issue satisfies never;
  }
}

function helpOf(parameters: { readonly [name: string]: unknown } | undefined): string | null {
  return typeof parameters?.["help"] === "string" ? parameters["help"] : null;
}

function expectedOf(issue: Issue): string {
  if (issue.code === "invalid_type") return expectedNames[issue.expected] ?? issue.expected;
  return issue.code === "invalid_value" ? issue.values.map(String).join(" or ") : "a value";
}

function unknownField(field: string, path: DocumentPath, known: readonly string[]): SchemaProblem {
  const names = known.filter((name) => name !== "");
  return {
    type: "unknown-field",
    field,
    path: [...path, field],
    known: names,
    closest: closestName(field, names),
  };
}

function wrongType(path: DocumentPath, expected: string, found: Json | undefined): SchemaProblem {
  return {
    type: "wrong-type",
    path,
    expected: expectedNames[expected] ?? expected,
    found: typeName(found),
    written: typeof found === "object" || found === undefined ? "" : String(found),
  };
}

function invalidChoice(
  path: DocumentPath,
  choices: readonly string[],
  found: Json | undefined,
): SchemaProblem {
  const closest = typeof found === "string" ? closestName(found, choices) : null;
  const listed = `it is one of ${choices.join(", ")}`;
  return {
    type: "invalid-value",
    path,
    detail: `${JSON.stringify(found)} is not allowed here`,
    help: closest === null ? listed : `did you mean ${closest}? ${listed}`,
  };
}

function limitText(issue: Issue): string {
  if (issue.code === "too_small" && issue.origin === "array") return `at least ${issue.minimum} needed`;
  if (issue.code === "too_small")
    return `it must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
  if (issue.code === "too_big")
    return `it must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}`;
  return issue.message;
}

/**
 * Of a union, only the alternative the author seems to have meant is worth talking about: the one of
 * the right type that knows most of the fields written.
 */
function problemsOfUnion(
  value: Json,
  issue: Extract<Issue, { code: "invalid_union" }>,
  path: DocumentPath,
): readonly SchemaProblem[] {
  const rightType = issue.errors.filter(
    (issues) => !issues.some((inner) => inner.path.length === 0 && inner.code === "invalid_type"),
  );
  if (rightType.length === 0) {
    const expected = issue.errors
      .flat()
      .flatMap((inner) => (inner.code === "invalid_type" ? [inner.expected] : []));
    const names = [...new Set(expected.map((type) => expectedNames[type] ?? type))];
    const found = valueAtPath(value, path);
    return [{ type: "wrong-type", path, expected: names.join(" or "), found: typeName(found), written: "" }];
  }
  const meant = rightType.reduce((best, issues) => (mistakes(issues) < mistakes(best) ? issues : best));
  return schemaProblems(value, meant, path);
}

/** Unknown fields speak against an alternative, most of all at its top, then whatever else is wrong. */
function mistakes(issues: readonly Issue[]): number {
  let count = 0;
  for (const issue of issues) {
    const weight = issue.path.length === 0 ? 10 : 3;
    count += issue.code === "unrecognized_keys" ? weight * issue.keys.length : 1;
  }
  return count;
}
