import { buildRunPlan } from "../document/build-run-plan.ts";
import { closestName } from "../document/closest-name.ts";
import type { ResolvedEstate } from "../document/resolve-estate.ts";
import type { ConnectorCatalogue } from "../model/catalogue.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type DocumentOf, documentsOf, type Estate, findDocument } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import type { RunPlan, Staffing } from "../model/run-plan.ts";
import { type CheckFacts, checkEstate } from "./check-estate.ts";
import { runbookReferences } from "./document-references.ts";
import { badAccess } from "./rules/bad-access.ts";
import { runbookForecast } from "./runbook-forecast.ts";
import { runbookView } from "./runbook-view.ts";

/**
 * - `ready`: the plan.
 * - `missing`: there is no runbook of that name; `closest` is the one that was perhaps meant.
 * - `invalid`: errors in the runbook, or in what it needs of the documents it names.
 */
export type RunPlanResolution =
  | { readonly status: "ready"; readonly plan: RunPlan }
  | { readonly status: "missing"; readonly closest: string | null }
  | { readonly status: "invalid"; readonly diagnostics: readonly Diagnostic[] };

/** What resolving a runbook is told besides the documents. */
export type RunPlanSources = CheckFacts & {
  readonly catalogue: ConnectorCatalogue;
  /** SHA-256 of a text as UTF-8, in lower-case hexadecimal. */
  readonly sha256: (text: string) => string;
};

/**
 * Resolves a runbook against its estate. Errors elsewhere in the estate do not stop it: in a crisis,
 * a mistake in another team's document must not keep this runbook from running.
 */
export function resolveRunPlan(
  resolved: ResolvedEstate,
  runbookName: string,
  sources: RunPlanSources,
): RunPlanResolution {
  const { estate } = resolved;
  const ref: Ref = `runbook:${runbookName}`;
  const runbook = findDocument(estate, "Runbook", runbookName);
  if (!runbook && !estate.invalid.has(ref)) {
    const names = documentsOf(estate, "Runbook").map((document) => document.name);
    return { status: "missing", closest: closestName(runbookName, names) };
  }
  const named = new Set(runbook ? runbookReferences(runbookView(runbook)).map(({ text }) => text) : []);
  const errors = checkEstate(resolved, sources.catalogue, sources).filter((diagnostic) => {
    const concerned = diagnostic.place.ref;
    if (diagnostic.severity !== "error") return false;
    if (concerned === null) return isDamageOf(resolved, ref, diagnostic);
    if (concerned === ref) return true;
    return named.has(concerned) && (estate.invalid.has(concerned) || diagnostic.code === badAccess.code);
  });
  if (errors.length > 0 || !runbook) return { status: "invalid", diagnostics: errors };
  const plan = buildRunPlan(runbook, { estate, ...sources });
  return { status: "ready", plan: { ...plan, staffing: staffingOf(estate, runbook) } };
}

/** The shares and capacities that a forecast of the runbook would take, kept with the run that follows it. */
function staffingOf(estate: Estate, runbook: DocumentOf<"Runbook">): Staffing {
  const { problem } = runbookForecast(estate, runbook, { capacity: new Map(), at: null, measured: {} });
  const busy = problem.steps.filter(({ needs }) => Object.keys(needs).length > 0);
  return {
    needs: Object.fromEntries(busy.map(({ id, needs }) => [id, needs])),
    capacity: Object.fromEntries(problem.resources.map(({ id, capacity }) => [id, capacity])),
  };
}

/** Broken syntax belongs to no document; where it keeps the runbook from being read, it is in the same file. */
function isDamageOf({ estate, placeOf }: ResolvedEstate, ref: Ref, { place }: Diagnostic): boolean {
  return estate.invalid.has(ref) && place.file === placeOf(ref, []).file;
}
