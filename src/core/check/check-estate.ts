import type { ResolvedEstate } from "../document/resolve-estate.ts";
import type { ConnectorCatalogue } from "../model/catalogue.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { allRules } from "./all-rules.ts";
import { checkContext } from "./check-context.ts";

/** What a check is told besides the documents. */
export type CheckFacts = {
  /** The day as of which is checked, `YYYY-MM-DD`. */
  readonly today: string;
};

/**
 * Runs every rule over an estate. The diagnostics come in the order of the files as given, then by
 * line, column and code.
 */
export function checkEstate(
  resolved: ResolvedEstate,
  catalogue: ConnectorCatalogue,
  { today }: CheckFacts,
): readonly Diagnostic[] {
  const context = checkContext(resolved, catalogue, today);
  const diagnostics: Diagnostic[] = [];
  for (const { code, severity, check } of allRules) {
    for (const finding of check(context)) diagnostics.push({ code, severity, ...finding });
  }
  const fileOrder = new Map(resolved.files.map(({ file }, index) => [file, index]));
  return diagnostics.sort((one, other) => compare(one, other, fileOrder));
}

function compare(one: Diagnostic, other: Diagnostic, fileOrder: ReadonlyMap<string, number>): number {
  const { file, span } = one.place;
  const { file: otherFile, span: otherSpan } = other.place;
  return (
    (fileOrder.get(file) ?? -1) - (fileOrder.get(otherFile) ?? -1) ||
    span.line - otherSpan.line ||
    span.column - otherSpan.column ||
    (one.code < other.code ? -1 : Number(one.code > other.code))
  );
}
