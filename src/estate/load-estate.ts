import { type CheckFacts, type Examination, examineEstate } from "#core/check/check-estate.ts";
import type { ResolvedEstate } from "#core/document/resolve-estate.ts";
import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import { estateReader } from "./estate-reader.ts";

/** An estate as it stands in a folder, and everything that is wrong with it. */
export type LoadedEstate = Examination & { readonly resolved: ResolvedEstate };

/**
 * Loads and checks the documents of a folder. What is wrong with them comes as diagnostics; throws
 * `FolderError` only when the folder itself cannot be read.
 */
export async function loadEstate(
  folder: string,
  catalogue: ConnectorCatalogue,
  facts: CheckFacts,
): Promise<LoadedEstate> {
  const { resolved } = await estateReader([folder]).read();
  return { resolved, ...examineEstate(resolved, catalogue, facts) };
}
