import type { Diagnostic } from "#core/model/diagnostic.ts";
import type { Ref } from "#core/model/ref.ts";
import type { DocumentsState } from "#core/revision/state.ts";

/** Findings of one document by their severity. */
export type FindingCounts = { readonly error: number; readonly warning: number; readonly info: number };

/** What a list says of each document besides its head: counted once for all of them. */
export type DocumentCounts = {
  readonly stale: ReadonlyMap<Ref, number>;
  readonly findings: ReadonlyMap<Ref, FindingCounts>;
};

const none: FindingCounts = { error: 0, warning: 0, info: 0 };

/** Counts parts that wait for a review, and findings, document by document. */
export function documentCounts(state: DocumentsState, diagnostics: readonly Diagnostic[]): DocumentCounts {
  const stale = new Map<Ref, number>();
  for (const { document } of state.stale.values()) stale.set(document, (stale.get(document) ?? 0) + 1);
  const findings = new Map<Ref, FindingCounts>();
  for (const { severity, place } of diagnostics) {
    if (place.ref === null) continue;
    const before = findings.get(place.ref) ?? none;
    findings.set(place.ref, { ...before, [severity]: before[severity] + 1 });
  }
  return { stale, findings };
}

/** The counts of one document. */
export function countsFor({ stale, findings }: DocumentCounts, ref: Ref) {
  return { stale: stale.get(ref) ?? 0, findings: findings.get(ref) ?? none };
}
