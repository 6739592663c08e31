import type { SuppressedDiagnostic } from "#core/check/allowance.ts";
import { type ResolvedEstate, resolveEstate } from "#core/document/resolve-estate.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import { joinDocuments } from "#core/revision/split-documents.ts";

/** An estate of documents, and what is wrong with it. */
export type Snapshot = {
  readonly resolved: ResolvedEstate;
  readonly diagnostics: readonly Diagnostic[];
  /** What would be among them had nobody accepted it with a reason. */
  readonly suppressed: readonly SuppressedDiagnostic[];
};

/** A document's text and where it stands. */
export type PlacedText = { readonly file: string; readonly text: string };

/** Puts documents together to files again, in their order, and reads them as an estate. */
export function resolveTexts(documents: Iterable<PlacedText>): ResolvedEstate {
  const files = new Map<string, string[]>();
  for (const { file, text } of documents) {
    const texts = files.get(file);
    if (texts === undefined) files.set(file, [text]);
    else texts.push(text);
  }
  const names = [...files.keys()].toSorted();
  return resolveEstate(
    names.map((file) => ({ type: "text", file, text: joinDocuments(files.get(file) ?? []) })),
  );
}
