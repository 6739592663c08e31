import canonicalize from "canonicalize";
import type { Ref } from "../model/ref.ts";
import type { DocumentChange, DocumentPin } from "./events.ts";
import type { Sha256 } from "./written-document.ts";

/**
 * Names an estate as a whole: SHA-256 over the canonical JSON (RFC 8785) of `{reference: revision}` of all its
 * documents. Where they stand, their order and their comments do not count.
 */
export function estateRevision(
  head: ReadonlyMap<Ref, Pick<DocumentPin, "revision">>,
  sha256: Sha256,
): string {
  const revisions = Object.fromEntries([...head].map(([ref, { revision }]) => [ref, revision]));
  return sha256(canonicalize(revisions) ?? "");
}

/** The documents after some changes, in a stable order. */
export function headAfter(
  head: ReadonlyMap<Ref, DocumentPin>,
  changes: readonly DocumentChange[],
): ReadonlyMap<Ref, DocumentPin> {
  const after = new Map(head);
  for (const { ref, after: pin } of changes) {
    if (pin === null) after.delete(ref);
    else after.set(ref, pin);
  }
  return after;
}
