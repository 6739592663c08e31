import canonicalize from "canonicalize";
import type { Estate, EstateDocument } from "../model/estate.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Ref } from "../model/ref.ts";
import { refsIn } from "./document-references.ts";
import type { PartName, StaleMark, StaleReason } from "./events.ts";
import { type PlanPart, planParts } from "./plan-parts.ts";

/** Fields through which one thing of the estate relies on another. A runbook relies on all it names. */
const reliedOn: { readonly [kind: string]: readonly string[] } = {
  Component: ["dependsOn", "site", "vendor", "replicaOf"],
  Service: ["dependsOn", "sites"],
  Function: ["dependsOn"],
  Vendor: ["dependsOn"],
  Protection: ["source", "target", "targetSite"],
  Contract: ["vendor"],
};

/** Fields by which something makes others rely on it: what is protected relies on its protection. */
const serves: { readonly [kind: string]: string } = { Protection: "protects", Contract: "covers" };

/** Said about a thing, and nothing a plan could rely on. */
const idleFields: ReadonlySet<string> = new Set(["description"]);

const specOf = ({ source }: EstateDocument): JsonObject =>
  isJsonObject(source["spec"]) ? source["spec"] : {};

const same = (one: Json | undefined, other: Json | undefined) =>
  canonicalize(one ?? null) === canonicalize(other ?? null);

/** The fields of `spec` in which two revisions of a document differ. */
export function changedFields(before: EstateDocument, after: EstateDocument): readonly string[] {
  const [one, other] = [specOf(before), specOf(after)];
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].filter((field) => !idleFields.has(field) && !same(one[field], other[field])).toSorted();
}

type Change = Pick<StaleReason, "ref" | "change" | "fields">;

/** What of a publication somebody may rely on: not additions, and not mere words. */
function materialChanges(before: Estate, after: Estate, changed: readonly Ref[]): readonly Change[] {
  return changed.flatMap((ref): readonly Change[] => {
    const [old, present] = [before.documents.get(ref), after.documents.get(ref)];
    if (old === undefined) return [];
    if (present === undefined) return [{ ref, change: "removed", fields: [] }];
    const fields = changedFields(old, present);
    return fields.length === 0 ? [] : [{ ref, change: "changed", fields }];
  });
}

/** Who relies on whom: from what is relied on to those who do. */
function reliants(estates: readonly Estate[]): ReadonlyMap<Ref, ReadonlySet<Ref>> {
  const found = new Map<Ref, Set<Ref>>();
  const add = (on: Ref, who: Ref) => found.set(on, (found.get(on) ?? new Set()).add(who));
  for (const document of estates.flatMap(({ documents }) => [...documents.values()])) {
    const spec = specOf(document);
    const { kind, ref } = document;
    if (kind === "Runbook") for (const on of refsIn(spec, (key) => key === "owner")) add(on, ref);
    for (const field of reliedOn[kind] ?? []) for (const on of refsIn(spec[field] ?? null)) add(on, ref);
    const served = serves[kind];
    if (served !== undefined) for (const who of refsIn(spec[served] ?? null)) add(ref, who);
  }
  return found;
}

/** For everything that relies on `changed`, the next step on the shortest way there. */
function waysTo(changed: Ref, who: ReadonlyMap<Ref, ReadonlySet<Ref>>): ReadonlyMap<Ref, Ref | null> {
  const next = new Map<Ref, Ref | null>([[changed, null]]);
  const queue: Ref[] = [changed];
  for (let index = 0; index < queue.length; index++) {
    const on = queue[index] as Ref;
    for (const reliant of who.get(on) ?? []) {
      if (next.has(reliant)) continue;
      next.set(reliant, on);
      queue.push(reliant);
    }
  }
  return next;
}

function wayFrom(start: Ref, next: ReadonlyMap<Ref, Ref | null>): readonly Ref[] {
  const way: Ref[] = [];
  for (let at: Ref | null = start; at !== null; at = next.get(at) ?? null) way.push(at);
  return way;
}

/** The shortest way from what a part names to what was changed; null when it does not rely on it. */
function shortestWay(part: PlanPart, next: ReadonlyMap<Ref, Ref | null>): readonly Ref[] | null {
  let best: readonly Ref[] | null = null;
  for (const name of part.names) {
    if (!next.has(name)) continue;
    const way = wayFrom(name, next);
    if (best === null || way.length < best.length) best = way;
  }
  return best;
}

/** What a publication does to the parts of plans. */
export type PartEffects = {
  /** Parts that now have to be reviewed, and why. */
  readonly marks: readonly StaleMark[];
  /** Parts that the publication changes (or takes away) itself: whoever approved it has reviewed them. */
  readonly reviewed: readonly PartName[];
};

/**
 * Which parts of plans and runbooks a publication makes stale: those that rely, directly or through others,
 * on something it changes or removes, unless it changes the part, too.
 */
export function partEffects(before: Estate, after: Estate, changed: readonly Ref[]): PartEffects {
  const reviewed = changed.flatMap((ref) => rewrittenParts(before, after, ref));
  const changes = materialChanges(before, after, changed);
  if (changes.length === 0) return { marks: [], reviewed };
  const who = reliants([before, after]);
  const ways = changes.map((change) => ({ change, next: waysTo(change.ref, who) }));
  const rewritten = new Set(reviewed.map(({ document, part }) => `${document} ${part}`));
  const marks: StaleMark[] = [];
  for (const document of after.documents.values()) {
    for (const part of planParts(document)) {
      if (rewritten.has(`${document.ref} ${part.part}`)) continue;
      const reasons = ways.flatMap(({ change, next }): readonly StaleReason[] => {
        const via = change.ref === document.ref ? null : shortestWay(part, next);
        return via === null ? [] : [{ ...change, via }];
      });
      if (reasons.length > 0) {
        marks.push({ document: document.ref, part: part.part, title: part.title, reasons });
      }
    }
  }
  return { marks, reviewed };
}

function rewrittenParts(before: Estate, after: Estate, ref: Ref): readonly PartName[] {
  const [old, present] = [before.documents.get(ref), after.documents.get(ref)];
  const parts = present === undefined ? [] : planParts(present);
  const known = new Map((old === undefined ? [] : planParts(old)).map((part) => [part.part, part]));
  const changed = parts.filter(({ part, content }) => !same(known.get(part)?.content, content));
  const kept = new Set(parts.map(({ part }) => part));
  const gone = [...known.keys()].filter((part) => !kept.has(part));
  return [...changed.map(({ part }) => part), ...gone].map((part) => ({ document: ref, part }));
}
