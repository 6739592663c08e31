import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import type { SuppressedDiagnostic } from "./allowance.ts";
import type { Ref } from "../model/ref.ts";

/** A diagnostic as scripts read it: `holdfast check --json` and the HTTP API. This shape is kept. */
export type ReportedDiagnostic = {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string | null;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly ref: Ref | null;
};

export type DiagnosticReport = {
  readonly diagnostics: readonly ReportedDiagnostic[];
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number };
};

/** The report of some diagnostics, in their order. */
export function diagnosticReport(diagnostics: readonly Diagnostic[]): DiagnosticReport {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return { diagnostics: diagnostics.map(reported), counts };
}

/** A finding that somebody bears, with the reason they gave and the last day on which that holds (null: for good). */
export type AcceptedDiagnostic = ReportedDiagnostic & {
  readonly reason: string;
  readonly until: string | null;
};

/** What was accepted, in its order. */
export function acceptedReport(suppressed: readonly SuppressedDiagnostic[]): readonly AcceptedDiagnostic[] {
  return suppressed.map(({ diagnostic, allowance: { reason, until } }) => ({
    ...reported(diagnostic),
    reason: reason ?? "",
    until,
  }));
}

function reported({ code, severity, message, help, place }: Diagnostic): ReportedDiagnostic {
  const { file, span, ref } = place;
  return { code, severity, message, help, file, line: span.line, column: span.column, ref };
}
