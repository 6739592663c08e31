import type { ResolvedEstate } from "../document/resolve-estate.ts";
import type { ConnectorCatalogue } from "../model/catalogue.ts";
import { documentsOf } from "../model/estate.ts";
import type { Allowance } from "./allowance.ts";
import { type DocumentReference, estateReferences } from "./document-references.ts";
import type { Rule } from "./rule.ts";
import { type RunbookView, runbookView } from "./runbook-view.ts";

/** All that rules may look at, worked out once for all of them. */
export type CheckContext = {
  readonly resolved: ResolvedEstate;
  readonly catalogue: ConnectorCatalogue;
  readonly runbooks: readonly RunbookView[];
  readonly references: readonly DocumentReference[];
  /** The day on which the check is made, `YYYY-MM-DD`: what has expired, has expired as seen from it. */
  readonly today: string;
  /** What authors accept, and the rules that they may mean by it. */
  readonly accepted: {
    readonly allowances: readonly Allowance[];
    readonly rules: ReadonlyMap<string, Rule>;
    /** The allowances that accepted a finding of this check; for rules that run after the others. */
    readonly used: ReadonlySet<Allowance>;
  };
};

/** Works out once what several rules ask for. */
export function checkContext(
  resolved: ResolvedEstate,
  catalogue: ConnectorCatalogue,
  today: string,
  accepted: CheckContext["accepted"],
): CheckContext {
  const runbooks = documentsOf(resolved.estate, "Runbook").map(runbookView);
  const references = estateReferences(resolved.estate, runbooks);
  return { resolved, catalogue, runbooks, references, today, accepted };
}
