import type { DiagnosticReport } from "#core/check/diagnostic-report.ts";
import type { Ref } from "#core/model/ref.ts";
import type { DocumentsState } from "#core/revision/state.ts";
import type { FindingCounts } from "../documents/document-counts.ts";

/** What a list says of each thing besides its document: findings, and parts that wait for a review. */
export type EntityCounts = (ref: Ref) => { readonly findings: FindingCounts; readonly stale: number };

const none: FindingCounts = { error: 0, warning: 0, info: 0 };

/** A report never changes: it is counted once. */
const known = new WeakMap<DiagnosticReport, ReadonlyMap<Ref, FindingCounts>>();

/** Counts by document, over all of them at once. */
export function entityCounts(report: DiagnosticReport, state: Pick<DocumentsState, "stale">): EntityCounts {
  const findings = known.get(report) ?? findingsByRef(report);
  known.set(report, findings);
  const stale = new Map<Ref, number>();
  for (const { document } of state.stale.values()) stale.set(document, (stale.get(document) ?? 0) + 1);
  return (ref) => ({ findings: findings.get(ref) ?? none, stale: stale.get(ref) ?? 0 });
}

function findingsByRef({ diagnostics }: DiagnosticReport): ReadonlyMap<Ref, FindingCounts> {
  const found = new Map<Ref, FindingCounts>();
  for (const { ref, severity } of diagnostics) {
    if (ref === null) continue;
    const before = found.get(ref) ?? none;
    found.set(ref, { ...before, [severity]: before[severity] + 1 });
  }
  return found;
}
