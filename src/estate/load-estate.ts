import { type CheckFacts, checkEstate } from "#core/check/check-estate.ts";
import { type ResolvedEstate, resolveEstate } from "#core/document/resolve-estate.ts";
import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import { loadFolder } from "./load-folder.ts";

/** An estate as it stands in a folder, and everything that is wrong with it. */
export type LoadedEstate = {
  readonly resolved: ResolvedEstate;
  readonly diagnostics: readonly Diagnostic[];
};

/**
 * Loads and checks the documents of a folder. What is wrong with them comes as diagnostics; throws
 * `FolderError` only when the folder itself cannot be read.
 */
export async function loadEstate(
  folder: string,
  catalogue: ConnectorCatalogue,
  facts: CheckFacts,
): Promise<LoadedEstate> {
  const resolved = resolveEstate(await loadFolder(folder));
  return { resolved, diagnostics: checkEstate(resolved, catalogue, facts) };
}
