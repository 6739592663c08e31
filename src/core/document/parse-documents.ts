import { type Document, isNode, LineCounter, type Node, parseAllDocuments, type YAMLError } from "yaml";
import type { Span } from "../model/diagnostic.ts";
import { locateNode, spanBetween, spanOfNode } from "./locate-node.ts";
import type { LocatedDocument } from "./located-document.ts";
import { aliasedValuesMax, depthMax, type NodeProblem, nodeToJson } from "./node-to-json.ts";
import type { Problem, ProblemDetail } from "./problem.ts";
import { fileBytesMax } from "./source-file.ts";

/** What one file holds. */
export type ParsedFile = {
  readonly file: string;
  /** Empty where the file could not be read. */
  readonly text: string;
  readonly documents: readonly LocatedDocument[];
  readonly problems: readonly Problem[];
};

/**
 * Parses the YAML documents of a text (YAML 1.2 core schema, several per file). Never throws: what is
 * wrong comes as problems with a place, and what could be read of a damaged document is still there.
 */
export function parseDocuments(file: string, text: string): ParsedFile {
  const problems: Problem[] = [];
  const report = (span: Span, detail: ProblemDetail) => {
    problems.push({ ...detail, place: { file, span, ref: null } });
  };
  if (text.length > fileBytesMax) {
    report(startOfFile, { type: "file-too-large", bytes: text.length, bytesMax: fileBytesMax });
    return { file, text, documents: [], problems };
  }
  const lines = new LineCounter();
  const parsed = parseAll(text, lines);
  if (parsed === null) {
    report(startOfFile, { type: "nested-too-deeply", depthMax });
    return { file, text, documents: [], problems };
  }
  const documents: LocatedDocument[] = [];
  for (const document of parsed) {
    const damages = [...document.errors, ...document.warnings];
    for (const damage of worthReporting(damages)) report(spanOfError(lines, damage), syntaxProblem(damage));
    const root = document.contents;
    if (!isNode(root) || isEmptyDocument(root) || damages.some(isExhaustion)) continue;
    const { value, problems: nodeProblems, targets } = nodeToJson(root);
    for (const { node, problem } of nodeProblems) report(spanOfNode(lines, node), problemOf(problem, lines));
    documents.push({
      file,
      value,
      damaged: damages.length > 0 || nodeProblems.length > 0,
      locate: (path, part) => locateNode(root, targets, lines, path, part),
    });
  }
  return { file, text, documents, problems };
}

/** The place of what concerns a file as a whole. */
export const startOfFile: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function parseAll(text: string, lines: LineCounter): readonly Document[] | null {
  try {
    const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false, keepSourceTokens: false };
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

function spanOfError(lines: LineCounter, error: { readonly pos: readonly [number, number] }): Span {
  const [start, end] = error.pos;
  const span = spanBetween(lines, start, end);
  return span.line === 0 ? startOfFile : span;
}

function syntaxProblem(error: YAMLError): ProblemDetail {
  if (isExhaustion(error)) return { type: "nested-too-deeply", depthMax };
  return { type: "syntax-error", code: error.code, detail: error.message.split("\n")[0] ?? error.message };
}

function problemOf(problem: NodeProblem, lines: LineCounter): ProblemDetail {
  switch (problem.type) {
    case "duplicate-key":
      return { type: "duplicate-key", key: problem.key, firstLine: spanOfNode(lines, problem.first).line };
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
