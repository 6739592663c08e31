import type { Ref } from "../model/ref.ts";
import type { DocumentPin } from "./events.ts";

/** A document as a proposal would have it. Its revision is null while it cannot be read. */
export type ProposedPin = { readonly revision: string | null; readonly text: string };

/** One change of a proposal: adds, changes or (`after` null) removes a document. */
export type ProposedChange = {
  /** null while the text does not say which document it is. */
  readonly ref: Ref | null;
  readonly file: string;
  /** What the author saw; null where there was none. */
  readonly before: DocumentPin | null;
  readonly after: ProposedPin | null;
};

/** How a change is called among the others of its proposal. */
export function changeName({ ref, file }: Pick<ProposedChange, "ref" | "file">): string {
  return ref ?? file;
}

/**
 * The documents in which a proposal and the estate as it is now differ in what was there before: both were
 * changed, and not alike.
 */
export function conflictsOf(
  changes: readonly ProposedChange[],
  head: ReadonlyMap<Ref, DocumentPin>,
): readonly string[] {
  return changes.flatMap((change) => {
    const now = change.ref === null ? undefined : head.get(change.ref);
    const isMoved = (now?.text ?? null) !== (change.before?.text ?? null);
    return isMoved && (now?.text ?? null) !== (change.after?.text ?? null) ? [changeName(change)] : [];
  });
}
