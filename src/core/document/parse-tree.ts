import { type Document, isNode, type Node, parseAllDocuments, type YAMLError } from "yaml";
import type { Span } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import { type AllowComment, allowComments } from "./allow-comments.ts";
import { aliasedValuesMax, depthMax, type NodeProblem, nodeToJson } from "./node-to-json.ts";
import { parsePlainYaml } from "./parse-plain-yaml.ts";
import { type PlaceTable, singleValues, type Stretch } from "./place-table.ts";
import type { Problem, ProblemDetail } from "./problem.ts";
import { fileBytesMax } from "./source-file.ts";
import { type TextLines, textLines } from "./text-lines.ts";

/** One document as plain data. */
export type DocumentTree = {
  readonly value: Json;
  /** See `LocatedDocument.damaged`. */
  readonly damaged: boolean;
  readonly places: PlaceTable;
};

/** What parsing makes of one file: plain data, so that another thread can do it. */
export type FileTree = {
  readonly documents: readonly DocumentTree[];
  readonly problems: readonly Problem[];
  readonly allowances: readonly AllowComment[];
};

/** The place of what concerns a file as a whole. */
export const startOfFile: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/**
 * Parses the YAML documents of a text without byte order mark (YAML 1.2 core schema, several per file).
 * Never throws: what is wrong comes as problems with a place, and what could be read of a damaged document
 * is still there.
 */
export function parseTree(file: string, text: string): FileTree {
  if (text.length > fileBytesMax) {
    const problem: ProblemDetail = { type: "file-too-large", bytes: text.length, bytesMax: fileBytesMax };
    return { documents: [], problems: [problemAt(file, startOfFile, problem)], allowances: [] };
  }
  return parsePlainTree(text) ?? parseTreeByLibrary(file, text);
}

/** The same for plain texts only, which take next to no time; null for all others. */
export function parsePlainTree(text: string): FileTree | null {
  const documents = text.length > fileBytesMax ? null : parsePlainYaml(text);
  if (documents === null) return null;
  return { documents, problems: [], allowances: allowancesIn(text, textLines(text), documents) };
}

/** The same for every text, plain or not, and some fifteen times as slow. */
export function parseTreeByLibrary(file: string, text: string): FileTree {
  const problems: Problem[] = [];
  const report = (span: Span, detail: ProblemDetail) => problems.push(problemAt(file, span, detail));
  const parsed = parseAll(text);
  if (parsed === null) {
    report(startOfFile, { type: "nested-too-deeply", depthMax });
    return { documents: [], problems, allowances: [] };
  }
  const lines = textLines(text);
  const documents: DocumentTree[] = [];
  for (const document of parsed) {
    const damages = [...document.errors, ...document.warnings];
    for (const damage of worthReporting(damages)) {
      const [start, end] = damage.pos;
      report(lines.spanBetween({ start, end }), syntaxProblem(damage));
    }
    const root = document.contents;
    if (!isNode(root) || isEmptyDocument(root) || damages.some(isExhaustion)) continue;
    const { value, problems: nodeProblems, places } = nodeToJson(root);
    for (const { node, problem } of nodeProblems)
      report(lines.spanBetween(stretchOf(node)), problemOf(problem, lines));
    documents.push({ value, damaged: damages.length > 0 || nodeProblems.length > 0, places });
  }
  return { documents, problems, allowances: allowancesIn(text, lines, documents) };
}

function problemAt(file: string, span: Span, detail: ProblemDetail): Problem {
  return { ...detail, place: { file, span, ref: null } };
}

function allowancesIn(
  text: string,
  lines: TextLines,
  documents: readonly DocumentTree[],
): readonly AllowComment[] {
  // Most files have none, and to list all their values would be the dearest part of finding that out.
  if (!text.includes("holdfast:")) return [];
  return allowComments(
    text,
    lines,
    documents.flatMap(({ places }) => [...singleValues(places)]),
  );
}

function parseAll(text: string): readonly Document[] | null {
  try {
    const options = { prettyErrors: false, uniqueKeys: false, keepSourceTokens: false };
    const parsed = parseAllDocuments(text, options);
    return "empty" in parsed ? [] : parsed;
  } catch (error) {
    // The library recurses on nested collections: thousands of open brackets exhaust its stack.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function isEmptyDocument(root: Node): boolean {
  return "value" in root && root.value === null && root.range?.[0] === root.range?.[1];
}

/** Later errors of one document mostly follow from its first; an exhausted stack explains all the others. */
function worthReporting(damages: readonly YAMLError[]): readonly YAMLError[] {
  const exhausted = damages.find(isExhaustion);
  return exhausted ? [exhausted] : damages.slice(0, syntaxErrorsMax);
}

const syntaxErrorsMax = 3;

const isExhaustion = (damage: YAMLError) => damage.code === "RESOURCE_EXHAUSTION";

/** The stretch of a node, without the blank and the comment behind it. */
const stretchOf = (node: Node): Stretch => ({ start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 });

function syntaxProblem(error: YAMLError): ProblemDetail {
  if (isExhaustion(error)) return { type: "nested-too-deeply", depthMax };
  return { type: "syntax-error", code: error.code, detail: error.message.split("\n")[0] ?? error.message };
}

function problemOf(problem: NodeProblem, lines: TextLines): ProblemDetail {
  switch (problem.type) {
    case "duplicate-key": {
      const firstLine = lines.spanBetween(stretchOf(problem.first)).line;
      return { type: "duplicate-key", key: problem.key, firstLine };
    }
    case "too-many-aliases":
      return { type: "too-many-aliases", valuesMax: aliasedValuesMax };
    case "nested-too-deeply":
      return { type: "nested-too-deeply", depthMax };
    case "complex-key":
      return {
        type: "syntax-error",
        code: "COMPLEX_KEY",
        detail: "A key must be a word, not a list or a map",
      };
    case "unknown-alias":
      return {
        type: "syntax-error",
        code: "UNKNOWN_ALIAS",
        detail: `No anchor &${problem.alias} stands before this alias`,
      };
    case "number-out-of-range":
      return problem;
    default:
      return problem satisfies never;
  }
}
