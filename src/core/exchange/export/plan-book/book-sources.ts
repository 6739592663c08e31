import { type DocumentOf, documentsOf, type Estate, findDocument } from "../../../model/estate.ts";
import { isRef, parseRef, type Ref } from "../../../model/ref.ts";
import { teamMembers } from "../../../model/team-members.ts";
import type { Json } from "../../../model/json.ts";

/** The documents a plan book is made from, by what they are for. */
export type BookSources = {
  readonly runbooks: readonly DocumentOf<"Runbook">[];
  readonly people: ReadonlySet<Ref>;
  readonly vendors: ReadonlySet<Ref>;
  /** All of them, the plan included, sorted: what the hash is over. */
  readonly refs: readonly Ref[];
  /** What is named and is not among the valid documents, sorted: the book can only repeat the name. */
  readonly missing: readonly Ref[];
};

/** Everything a plan names, what its runbooks name, the people of the teams among it, and vendors with contracts. */
export function bookSources(estate: Estate, plan: DocumentOf<"Plan">): BookSources {
  const runbookRefs = [...new Set([...plan.spec.runbooks, ...(plan.spec.returnToNormal?.runbooks ?? [])])];
  const runbooks = runbookRefs.flatMap((ref) => {
    const found = findDocument(estate, "Runbook", parseRef(ref)?.name ?? "");
    return found ? [found] : [];
  });
  const named = new Set<Ref>([plan.ref, ...runbooks.map(({ ref }) => ref)]);
  for (const { source } of [plan, ...runbooks]) for (const ref of refsIn(source)) named.add(ref);
  const members = teamMembers(estate);
  for (const ref of named) for (const person of members.get(ref) ?? []) named.add(person);
  for (const component of documentsOf(estate, "Component")) {
    if (named.has(component.ref) && component.spec.vendor !== null) named.add(component.spec.vendor);
  }
  for (const contract of documentsOf(estate, "Contract")) {
    if (contract.spec.covers.some((ref) => named.has(ref))) named.add(contract.spec.vendor);
    if (named.has(contract.spec.vendor)) named.add(contract.ref);
  }
  const there = [...named].filter((ref) => estate.documents.has(ref)).toSorted();
  const missing = [...named].filter((ref) => !estate.documents.has(ref)).toSorted();
  const ofKind = (kind: string) => new Set(there.filter((ref) => parseRef(ref)?.kind === kind));
  return { runbooks, people: ofKind("person"), vendors: ofKind("vendor"), refs: there, missing };
}

/** Every text of a document that is a well-formed reference, in values and in keys. */
function refsIn(value: Json): readonly Ref[] {
  if (typeof value === "string") return isRef(value) ? [value] : [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(refsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [...(isRef(key) ? [key] : []), ...refsIn(item)]);
}
