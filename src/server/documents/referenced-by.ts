import { type DocumentReference, estateReferences } from "#core/check/document-references.ts";
import { runbookView } from "#core/check/runbook-view.ts";
import { formatPath } from "#core/model/document-path.ts";
import { documentsOf, type Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";

/** An estate never changes: who names whom in it is looked up once. */
const known = new WeakMap<Estate, ReadonlyMap<string, readonly DocumentReference[]>>();

function indexOf(estate: Estate): ReadonlyMap<string, readonly DocumentReference[]> {
  const runbooks = documentsOf(estate, "Runbook").map(runbookView);
  return Map.groupBy(estateReferences(estate, runbooks), ({ text }) => text);
}

/** Every place at which another document of the estate names this one, in the order of their names. */
export function referencedBy(
  estate: Estate,
  ref: Ref,
): readonly { readonly ref: Ref; readonly path: string }[] {
  const index = known.get(estate) ?? indexOf(estate);
  known.set(estate, index);
  return (index.get(ref) ?? [])
    .filter(({ from }) => from !== ref)
    .map(({ from, path }) => ({ ref: from, path: formatPath(path) }))
    .toSorted((one, other) => (one.ref < other.ref ? -1 : Number(one.ref > other.ref)));
}
