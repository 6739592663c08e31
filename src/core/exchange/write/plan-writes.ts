import type { ImportedDocument } from "../import/import-report.ts";
import type { JsonObject } from "../../model/json.ts";
import { type DocumentSet, isSame } from "./drift.ts";
import { type DocumentChange, type MergeConflict, mergeDocument } from "./merge-document.ts";

/** A document as it stands in the folder. */
export type StandingDocument = {
  readonly file: string;
  /** Its place among the documents of its file, from 0. */
  readonly index: number;
  readonly value: JsonObject;
  /** Whether it is the only document of its file. */
  readonly isAlone: boolean;
};

/** What writing an import would do to one document. */
export type WriteAction =
  | { readonly type: "create"; readonly ref: string; readonly document: ImportedDocument }
  | {
      readonly type: "update";
      readonly ref: string;
      readonly standing: StandingDocument;
      readonly changes: readonly DocumentChange[];
      readonly conflicts: readonly MergeConflict[];
    }
  | { readonly type: "delete"; readonly ref: string; readonly standing: StandingDocument }
  /** Nothing is to be done. */
  | { readonly type: "keep"; readonly ref: string }
  /** What the folder holds stays, and a person has to decide. */
  | { readonly type: "conflict"; readonly ref: string; readonly reason: string };

export type WritePlanInput = {
  /** What the last import of this source said; null when this is the first. */
  readonly previous: DocumentSet | null;
  readonly imported: readonly ImportedDocument[];
  readonly standing: ReadonlyMap<string, StandingDocument>;
  /** Whether a file was damaged: what is missing may only be unreadable, so nothing is deleted. */
  readonly damaged: boolean;
};

/** What has to be written so that a folder follows its source, without losing what people edited. */
export function planWrites({
  previous,
  imported,
  standing,
  damaged,
}: WritePlanInput): readonly WriteAction[] {
  const now = new Set<string>(imported.map(({ ref }) => ref));
  const gone = [...(previous ?? [])].filter(([ref]) => !now.has(ref));
  return [
    ...imported.map((document) => planOne(document, previous?.get(document.ref), standing.get(document.ref))),
    ...gone.map(([ref, base]) => planRemoval(ref, base, standing.get(ref), damaged)),
  ];
}

function planOne(
  document: ImportedDocument,
  base: JsonObject | undefined,
  standing: StandingDocument | undefined,
): WriteAction {
  const { ref, value } = document;
  if (standing === undefined) {
    if (base === undefined) return { type: "create", ref, document };
    const reason = "it was imported before and is no longer in the folder; it is not brought back";
    return isSame(base, value) ? { type: "keep", ref } : { type: "conflict", ref, reason };
  }
  if (base === undefined) {
    if (isSame(standing.value, value)) return { type: "keep", ref };
    const reason = `${standing.file} holds it already, and it did not come from this source`;
    return { type: "conflict", ref, reason };
  }
  const { changes, conflicts } = mergeDocument(base, standing.value, value);
  if (changes.length + conflicts.length === 0) return { type: "keep", ref };
  return { type: "update", ref, standing, changes, conflicts };
}

function planRemoval(
  ref: string,
  base: JsonObject,
  standing: StandingDocument | undefined,
  damaged: boolean,
): WriteAction {
  if (standing === undefined) return { type: "keep", ref };
  if (damaged) {
    return { type: "conflict", ref, reason: "it is not in the source, but the source is damaged; it stays" };
  }
  if (!isSame(base, standing.value)) {
    return {
      type: "conflict",
      ref,
      reason: "it is no longer in the source, but somebody edited it; it stays",
    };
  }
  return { type: "delete", ref, standing };
}
