import { z } from "zod";
import { parseDocuments } from "../../../document/parse-documents.ts";
import { documentKinds } from "../../../model/ref.ts";
import type { ImportFile, UnreadablePart } from "../import-source.ts";

const text = z.string().min(1);
const kind = z.enum(documentKinds);

/** How a cell is read. */
export const cellForms = [
  "text",
  "integer",
  "number",
  "boolean",
  "percent",
  "date",
  "days",
  "hours",
  "minutes",
  "seconds",
] as const;

const fieldRule = z.union([
  text.transform((column) => ({ column })),
  z.strictObject({
    column: text,
    /** How the cell is read; text where it says nothing. */
    as: z.enum(cellForms).optional(),
    /** Words of the table and what they stand for. */
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    /** The cell names a document of this kind. */
    reference: kind.optional(),
    /** The cell names a document of one of these kinds: the first that is defined, else the first. */
    references: z.array(kind).min(1).optional(),
    /** Whether what is named becomes a document of its own when no row defines it. */
    create: z.boolean().optional(),
    /** The cell holds several, with this between them. */
    separator: text.optional(),
  }),
]);

const documentRule = z.strictObject({
  kind,
  /** Only rows in which this column holds one of these words. */
  when: z
    .strictObject({ column: text, is: z.union([text.transform((one) => [one]), z.array(text).min(1)]) })
    .optional(),
  name: text,
  title: text.optional(),
  labels: z.record(z.string(), text).default({}),
  annotations: z.record(z.string(), text).default({}),
  /** Fields of spec by their path, such as objectives.rto. */
  fields: z.record(z.string(), fieldRule).default({}),
});

const endRule = z.strictObject({ column: text, reference: kind, create: z.boolean().optional() });

const dependencyRule = z.strictObject({
  from: endRule,
  to: endRule,
  need: z.enum(["hard", "soft"]).optional(),
  phase: z.enum(["runtime", "startup", "both"]).optional(),
});

const mappingSchema = z.strictObject({
  delimiter: z.string().length(1).optional(),
  documents: z.array(documentRule).default([]),
  dependencies: z.array(dependencyRule).default([]),
  /** Columns that are left out on purpose. */
  ignore: z.array(text).default([]),
});

/** What the columns of a table mean. */
export type CsvMapping = z.output<typeof mappingSchema>;
export type CsvFieldRule = CsvMapping["documents"][number]["fields"][string];
export type CsvDocumentRule = CsvMapping["documents"][number];

/** Reads a mapping. What is wrong with it comes with its place in the mapping. */
export function readCsvMapping(file: ImportFile): {
  readonly mapping: CsvMapping | null;
  readonly unreadable: readonly UnreadablePart[];
} {
  const { documents, problems } = parseDocuments(file.file, file.text);
  const help = "docs/reference/import.md shows what a mapping may say";
  const [problem] = problems;
  if (problem !== undefined)
    return {
      mapping: null,
      unreadable: [wrong(file, problem.place.span, `the mapping is no YAML (${problem.type})`, help)],
    };
  const [located] = documents;
  const parsed = mappingSchema.safeParse(located?.value ?? null);
  if (parsed.success) return { mapping: parsed.data, unreadable: [] };
  const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const unreadable = parsed.error.issues.map(({ path, message }) => {
    const at = path.filter((part): part is string | number => typeof part !== "symbol");
    return wrong(
      file,
      located?.locate(at, "value") ?? start,
      `the mapping at ${at.join(".") || "its root"}: ${message}`,
      help,
    );
  });
  return { mapping: null, unreadable };
}

function wrong(
  { file }: ImportFile,
  span: UnreadablePart["span"],
  message: string,
  help: string,
): UnreadablePart {
  return { file, span, message, help };
}
