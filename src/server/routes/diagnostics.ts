import { z } from "zod";
import type { ReportedDiagnostic } from "#core/check/diagnostic-report.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

export const diagnosticSchema: z.ZodType<ReportedDiagnostic> = z
  .object({
    code: z.string(),
    severity: z.enum(["error", "warning", "info"]),
    message: z.string(),
    help: z.string().nullable(),
    file: z.string(),
    line: z.int(),
    column: z.int(),
    ref: refSchema.nullable(),
  })
  .meta({ id: "Diagnostic", description: "What is wrong with a document, where, and what to do." });

export const countsSchema = z
  .object({ error: z.int(), warning: z.int(), info: z.int() })
  .meta({ id: "DiagnosticCounts" });

const reportSchema = z
  .object({
    diagnostics: z.array(diagnosticSchema),
    counts: countsSchema,
    isLastGood: z.boolean().meta({
      description: "True while the folder has errors and the last revision without any is in use.",
    }),
  })
  .meta({ id: "DiagnosticReport" });

/** What is wrong with the documents. */
export function diagnosticRoutes(app: App, { estate }: AppPorts): void {
  app.get(
    "/api/v1/diagnostics",
    {
      schema: {
        ...operation("listDiagnostics", "estate", "What is wrong with the documents"),
        response: answers(reportSchema),
      },
    },
    async () => {
      const { report, isLastGood } = estate.current();
      return { diagnostics: [...report.diagnostics], counts: report.counts, isLastGood };
    },
  );
}
