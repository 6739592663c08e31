import type { ResolvedEstate } from "../document/resolve-estate.ts";
import type { Diagnostic, Place } from "../model/diagnostic.ts";
import type { Ref } from "../model/ref.ts";

/** A place where somebody accepts one kind of finding: `metadata.suppress` of a document, or a comment. */
export type Allowance = {
  readonly code: string;
  /** null where none is given: then it accepts nothing. */
  readonly reason: string | null;
  /** The last day it holds, as `2027-03-31`; null where it holds for ever. */
  readonly until: string | null;
  readonly covers:
    | { readonly type: "document"; readonly ref: Ref }
    | { readonly type: "line"; readonly file: string; readonly line: number };
  /** Where its code is written. */
  readonly place: Place;
};

/** A diagnostic that somebody has accepted, and which allowance says so. */
export type SuppressedDiagnostic = { readonly diagnostic: Diagnostic; readonly allowance: Allowance };

/** Every allowance of an estate, those of documents first. Documents that are not valid have none. */
export function estateAllowances({ estate, files, placeOf }: ResolvedEstate): readonly Allowance[] {
  const found: Allowance[] = [];
  for (const { ref, suppress } of estate.documents.values()) {
    for (const [index, { code, reason, until }] of suppress.entries()) {
      const place = () => placeOf(ref, ["metadata", "suppress", index, "code"]);
      found.push(
        lazilyPlaced({ code, reason: filled(reason), until, covers: { type: "document", ref } }, place),
      );
    }
  }
  for (const { file, allowances } of files) {
    for (const { code, reason, until, line, codeSpan } of allowances) {
      const place = { file, span: codeSpan, ref: null };
      found.push({ code, reason, until, covers: { type: "line", file, line }, place });
    }
  }
  return found;
}

const filled = (reason: string | null) => (reason === null || reason.trim() === "" ? null : reason);

/** Most allowances are never shown, so their place is looked up when it is. */
function lazilyPlaced(allowance: Omit<Allowance, "place">, place: () => Place): Allowance {
  return Object.defineProperty({ ...allowance }, "place", { get: place, enumerable: true }) as Allowance;
}

/** Whether an allowance holds on a day, `YYYY-MM-DD`: it has a reason, and its last day is not over. */
export function holdsOn({ reason, until }: Allowance, today: string): boolean {
  return reason !== null && (until === null || until >= today);
}

/** Divides diagnostics into those that stand and those that an allowance accepts on this day. Linear. */
export function applyAllowances(
  diagnostics: readonly Diagnostic[],
  allowances: readonly Allowance[],
  today: string,
): { readonly standing: readonly Diagnostic[]; readonly suppressed: readonly SuppressedDiagnostic[] } {
  const byPlace = new Map<string, Allowance>();
  for (const allowance of allowances) {
    const key = keyOf(allowance.code, allowance.covers);
    if (holdsOn(allowance, today) && !byPlace.has(key)) byPlace.set(key, allowance);
  }
  if (byPlace.size === 0) return { standing: diagnostics, suppressed: [] };
  const standing: Diagnostic[] = [];
  const suppressed: SuppressedDiagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const { code, place } = diagnostic;
    const allowance =
      byPlace.get(keyOf(code, { type: "line", file: place.file, line: place.span.line })) ??
      (place.ref === null ? undefined : byPlace.get(keyOf(code, { type: "document", ref: place.ref })));
    if (allowance) suppressed.push({ diagnostic, allowance });
    else standing.push(diagnostic);
  }
  return { standing, suppressed };
}

function keyOf(code: string, covers: Allowance["covers"]): string {
  return covers.type === "document" ? `${code} ${covers.ref}` : `${code} ${covers.line} ${covers.file}`;
}
