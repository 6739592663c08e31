import type { ResolvedEstate } from "../document/resolve-estate.ts";
import type { ConnectorCatalogue } from "../model/catalogue.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { allRules } from "./all-rules.ts";
import { type Allowance, applyAllowances, estateAllowances, type SuppressedDiagnostic } from "./allowance.ts";
import { type CheckContext, checkContext } from "./check-context.ts";
import type { Rule } from "./rule.ts";

/** What a check is told besides the documents. */
export type CheckFacts = {
  /** The day as of which is checked, `YYYY-MM-DD`. */
  readonly today: string;
};

/** Everything a check says. */
export type Examination = {
  /** In the order of the files as given, then by line, column and code. */
  readonly diagnostics: readonly Diagnostic[];
  /** What would be among them had nobody accepted it with a reason; in the same order. */
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** How long each rule took, the slowest first; empty without a clock. */
  readonly timings: readonly RuleTiming[];
};

/** A look-up that several rules share counts for the rule that asked first. */
export type RuleTiming = { readonly code: string; readonly milliseconds: number; readonly findings: number };

/**
 * Runs every rule over an estate. The diagnostics come in the order of the files as given, then by
 * line, column and code; what somebody has accepted with a reason is not among them.
 */
export function checkEstate(
  resolved: ResolvedEstate,
  catalogue: ConnectorCatalogue,
  facts: CheckFacts,
): readonly Diagnostic[] {
  return examineEstate(resolved, catalogue, facts).diagnostics;
}

/** Runs every rule over an estate and tells also what was accepted and, by a clock in milliseconds, how long it took. */
export function examineEstate(
  resolved: ResolvedEstate,
  catalogue: ConnectorCatalogue,
  { today }: CheckFacts,
  clock: (() => number) | null = null,
): Examination {
  const allowances = estateAllowances(resolved);
  const used = new Set<Allowance>();
  const rules = new Map(allRules.map((rule) => [rule.code, rule]));
  const context = checkContext(resolved, catalogue, today, { allowances, rules, used });
  const timings: RuleTiming[] = [];
  const run = (rule: Rule) => {
    const startedAt = clock?.() ?? 0;
    const found = diagnosticsOf(rule, context);
    if (clock) timings.push({ code: rule.code, milliseconds: clock() - startedAt, findings: found.length });
    return found;
  };
  const first = allRules.filter(({ runsLast }) => runsLast !== true).flatMap(run);
  const possible = allowances.filter(({ code }) => rules.get(code)?.isEssential !== true);
  const { standing, suppressed } = applyAllowances(first, possible, today);
  for (const { allowance } of suppressed) used.add(allowance);
  const last = allRules.filter(({ runsLast }) => runsLast === true).flatMap(run);

  const fileOrder = new Map(resolved.files.map(({ file }, index) => [file, index]));
  return {
    diagnostics: [...standing, ...last].sort((one, other) => compare(one, other, fileOrder)),
    suppressed: suppressed.toSorted((one, other) => compare(one.diagnostic, other.diagnostic, fileOrder)),
    timings: timings.toSorted((one, other) => other.milliseconds - one.milliseconds),
  };
}

function diagnosticsOf({ code, severity, check }: Rule, context: CheckContext): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { message, help, place } of check(context)) found.push({ code, severity, message, help, place });
  return found;
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
