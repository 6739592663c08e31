import type { ResolvedEstate } from "../document/resolve-estate.ts";
import type { ConnectorCatalogue } from "../model/catalogue.ts";
import { documentsOf } from "../model/estate.ts";
import { type DocumentReference, estateReferences } from "./document-references.ts";
import { type RunbookView, runbookView } from "./runbook-view.ts";

/** All that rules may look at, worked out once for all of them. */
export type CheckContext = {
  readonly resolved: ResolvedEstate;
  readonly catalogue: ConnectorCatalogue;
  readonly runbooks: readonly RunbookView[];
  readonly references: readonly DocumentReference[];
  /** The day on which the check is made, `YYYY-MM-DD`: what has expired, has expired as seen from it. */
  readonly today: string;
};

/** Works out once what several rules ask for. */
export function checkContext(
  resolved: ResolvedEstate,
  catalogue: ConnectorCatalogue,
  today: string,
): CheckContext {
  const runbooks = documentsOf(resolved.estate, "Runbook").map(runbookView);
  return { resolved, catalogue, runbooks, references: estateReferences(resolved.estate, runbooks), today };
}
