import { z } from "zod";
import type {
  AcceptedDiagnostic,
  DiagnosticReport,
  ReportedDiagnostic,
} from "#core/check/diagnostic-report.ts";
import type { Estate } from "#core/model/estate.ts";
import { ownerOf } from "#core/revision/approval.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { countsSchema } from "../schemas/counts.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const severities = ["error", "warning", "info"] as const;

const diagnosticShape = {
  code: z.string(),
  severity: z.enum(severities),
  message: z.string(),
  help: z.string().nullable(),
  file: z.string(),
  line: z.int(),
  column: z.int(),
  ref: refSchema.nullable(),
};

export const diagnosticSchema: z.ZodType<ReportedDiagnostic> = z
  .object(diagnosticShape)
  .meta({ id: "Diagnostic", description: "What is wrong with a document, where, and what to do." });

const acceptedSchema: z.ZodType<AcceptedDiagnostic> = z
  .object({ ...diagnosticShape, reason: z.string(), until: z.string().nullable() })
  .meta({ id: "AcceptedDiagnostic", description: "A finding that somebody bears, and why." });

const listQuery = z.object({
  severity: z.enum(severities).optional(),
  code: z.string().max(100).optional(),
  owner: z
    .union([z.literal("nobody"), refSchema])
    .optional()
    .meta({ description: "Of documents with this owner; `nobody`: with none." }),
  file: z.string().max(1000).optional(),
  ref: refSchema.optional(),
  search: z
    .string()
    .max(200)
    .default("")
    .meta({ description: "Part of the message, code, file or reference." }),
  order: z
    .enum(["file", "severity"])
    .default("file")
    .meta({ description: "severity: the worst first, within that by code." }),
  limit: z.coerce.number().int().min(1).max(5000).optional().meta({ description: "Absent: all." }),
  cursor: z.coerce.number().int().min(0).default(0).meta({ description: "`nextCursor` of the page before." }),
});

const reportSchema = z
  .object({
    diagnostics: z.array(diagnosticSchema),
    counts: countsSchema.meta({ description: "Of all findings, whatever was asked for." }),
    isLastGood: z.boolean().meta({
      description: "True while the folder has errors and the last revision without any is in use.",
    }),
    total: z.int().meta({ description: "Findings that match, on all pages." }),
    nextCursor: z.string().nullable(),
    codes: z
      .array(z.object({ code: z.string(), severity: z.enum(severities), count: z.int() }))
      .meta({ description: "What there is of all findings, the worst and most frequent first." }),
    owners: z.array(z.object({ owner: refSchema.nullable(), count: z.int() })),
    files: z.array(z.object({ file: z.string(), count: z.int() })),
  })
  .meta({ id: "DiagnosticReport" });

type Filter = z.output<typeof listQuery>;
type OwnerOf = (diagnostic: ReportedDiagnostic) => string | null;

/** What is wrong with the documents. */
export function diagnosticRoutes(app: App, { estate }: AppPorts): void {
  app.get(
    "/api/v1/diagnostics",
    {
      schema: {
        ...operation("listDiagnostics", "estate", "What is wrong with the documents"),
        querystring: listQuery,
        response: answers(reportSchema),
      },
    },
    async ({ query }) => {
      const { report, isLastGood, resolved } = estate.current();
      const owner = ownersIn(resolved.estate);
      const matching = report.diagnostics.filter(matches(query, owner));
      const found = query.order === "severity" ? matching.toSorted(worstFirst) : matching;
      const end = query.cursor + (query.limit ?? found.length);
      return {
        diagnostics: found.slice(query.cursor, end),
        counts: report.counts,
        isLastGood,
        total: found.length,
        nextCursor: end < found.length ? String(end) : null,
        ...facetsOf(report, owner),
      };
    },
  );
  app.get(
    "/api/v1/diagnostics/accepted",
    {
      schema: {
        ...operation(
          "listAcceptedDiagnostics",
          "estate",
          "Findings that somebody has accepted with a reason",
        ),
        response: answers(z.object({ accepted: z.array(acceptedSchema) })),
      },
    },
    async () => ({ accepted: [...estate.current().accepted] }),
  );
}

function ownersIn(documents: Estate): OwnerOf {
  return ({ ref }) => {
    const document = ref === null ? undefined : documents.documents.get(ref);
    return document === undefined ? null : ownerOf(document);
  };
}

function matches(filter: Filter, ownerOfOne: OwnerOf): (diagnostic: ReportedDiagnostic) => boolean {
  const { severity, code, owner, file, ref } = filter;
  const search = filter.search.toLowerCase();
  return (one) =>
    (severity === undefined || one.severity === severity) &&
    (code === undefined || one.code === code) &&
    (file === undefined || one.file === file) &&
    (ref === undefined || one.ref === ref) &&
    (owner === undefined || (ownerOfOne(one) ?? "nobody") === owner) &&
    (search === "" ||
      `${one.message}\n${one.code}\n${one.file}\n${one.ref ?? ""}`.toLowerCase().includes(search));
}

const rank = ({ severity }: Pick<ReportedDiagnostic, "severity">) => severities.indexOf(severity);

const worstFirst = (one: ReportedDiagnostic, other: ReportedDiagnostic) =>
  rank(one) - rank(other) || (one.code < other.code ? -1 : Number(one.code > other.code));

type Facets = {
  readonly codes: { code: string; severity: ReportedDiagnostic["severity"]; count: number }[];
  readonly owners: { owner: NonNullable<ReportedDiagnostic["ref"]> | null; count: number }[];
  readonly files: { file: string; count: number }[];
};

/** A report never changes: what there is in it is counted once. */
const known = new WeakMap<DiagnosticReport, Facets>();

function facetsOf(report: DiagnosticReport, ownerOfOne: OwnerOf): Facets {
  const before = known.get(report);
  if (before !== undefined) return before;
  const codes = new Map<string, { code: string; severity: ReportedDiagnostic["severity"]; count: number }>();
  const owners = new Map<string | null, number>();
  const files = new Map<string, number>();
  for (const one of report.diagnostics) {
    const { code, severity, file } = one;
    codes.set(code, { code, severity, count: (codes.get(code)?.count ?? 0) + 1 });
    files.set(file, (files.get(file) ?? 0) + 1);
    const owner = ownerOfOne(one);
    owners.set(owner, (owners.get(owner) ?? 0) + 1);
  }
  const mostFirst = (one: { count: number }, other: { count: number }) => other.count - one.count;
  const made: Facets = {
    codes: [...codes.values()].toSorted((one, other) => rank(one) - rank(other) || mostFirst(one, other)),
    owners: [...owners]
      .map(([owner, count]) => ({ owner: owner as Facets["owners"][number]["owner"], count }))
      .toSorted(mostFirst),
    files: [...files].map(([file, count]) => ({ file, count })).toSorted(mostFirst),
  };
  known.set(report, made);
  return made;
}
