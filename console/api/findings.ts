import type { Schemas } from "#client/client.ts";
import { ask, clientOf } from "./ask.ts";

export type Finding = Schemas["Diagnostic"];
export type FindingReport = Schemas["DiagnosticReport"];
export type AcceptedFinding = Schemas["AcceptedDiagnostic"];
export type Severity = Finding["severity"];

/** Which findings are wanted. */
export type FindingFilter = {
  readonly severity?: Severity;
  readonly code?: string;
  /** A reference, or `nobody`. */
  readonly owner?: string;
  readonly file?: string;
  readonly search?: string;
};

const pageRows = 2000;

/** The findings that match, the worst first; the first page of them, unless told otherwise. */
export async function fetchFindings(
  actor: string | null,
  filter: FindingFilter,
  limit = pageRows,
): Promise<FindingReport> {
  const { owner, ...rest } = filter;
  // The server says what is wrong with an owner that is none; here it is only handed on.
  const asked = owner === undefined ? {} : { owner: owner as "nobody" };
  const query = { ...rest, ...asked, order: "severity" as const, limit, cursor: 0 };
  return ask(clientOf(actor).GET("/api/v1/diagnostics", { params: { query } }));
}

/** Findings that somebody bears, with the reason. */
export async function fetchAccepted(actor: string | null): Promise<readonly AcceptedFinding[]> {
  return (await ask(clientOf(actor).GET("/api/v1/diagnostics/accepted"))).accepted;
}

/** What a code means, why it matters and what to do. */
export async function fetchRule(actor: string | null, code: string): Promise<Schemas["Rule"]> {
  return ask(clientOf(actor).GET("/api/v1/rules/{code}", { params: { path: { code } } }));
}
