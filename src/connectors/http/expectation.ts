import { isDeepStrictEqual } from "node:util";
import type { Json } from "#core/model/json.ts";
import { z } from "zod";
import { jsonPath, readPath } from "./json-path.ts";

const pattern = z.string().max(500).refine(isPattern, "a regular expression");

/** What must be true of a place in a JSON answer; all that is given must hold. */
export const jsonExpectation = z
  .strictObject({
    path: jsonPath,
    equals: z.json().optional(),
    above: z.number().optional(),
    below: z.number().optional(),
    exists: z.boolean().optional(),
    matches: pattern.optional().describe("A regular expression that the string holds somewhere"),
  })
  .refine((expectation) => Object.keys(expectation).length > 1, {
    message: "expects nothing: give equals, above, below, exists or matches",
  });

export type JsonExpectation = z.output<typeof jsonExpectation>;

/** What was expected, and what was found instead. */
export type Mismatch = { readonly expected: string; readonly actual: string };

/** Longer strings are matched by their beginning: a pattern that backtracks must not be able to hold the engine up. */
const matchedCharactersMaximum = 10_000;

/** The expectations that do not hold, in their order; all at once, so that one look shows all that is wrong. */
export function findMismatches(
  document: Json,
  expectations: readonly JsonExpectation[],
): readonly Mismatch[] {
  return expectations.flatMap((expectation) => {
    const value = readPath(document, expectation.path);
    const actual = `${expectation.path || "the document"} is ${show(value)}`;
    return unmet(value, expectation).map((what) => ({
      expected: `${expectation.path} ${what}`.trim(),
      actual,
    }));
  });
}

function unmet(value: Json | undefined, expectation: JsonExpectation): readonly string[] {
  const { equals, above, below, exists, matches } = expectation;
  const failures: string[] = [];
  if (equals !== undefined && !isDeepStrictEqual(value, equals)) failures.push(`equals ${show(equals)}`);
  if (above !== undefined && !(typeof value === "number" && value > above)) failures.push(`above ${above}`);
  if (below !== undefined && !(typeof value === "number" && value < below)) failures.push(`below ${below}`);
  if (exists !== undefined && (value !== undefined) !== exists)
    failures.push(exists ? "exists" : "is absent");
  if (matches !== undefined && !isMatch(value, matches)) failures.push(`matches ${matches}`);
  return failures;
}

function isMatch(value: Json | undefined, matches: string): boolean {
  return typeof value === "string" && new RegExp(matches, "u").test(value.slice(0, matchedCharactersMaximum));
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, "u"));
  } catch {
    return false;
  }
}

function show(value: Json | undefined): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
