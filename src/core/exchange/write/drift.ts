import canonicalize from "canonicalize";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { dependencyTargets } from "./dependencies-of.ts";

/** Documents by reference, as written. */
export type DocumentSet = ReadonlyMap<string, JsonObject>;

export type DriftedDependency = { readonly from: string; readonly to: string };

/** What changed between two states of the same source. All lists are sorted. */
export type Drift = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Documents in both, with the fields that differ. */
  readonly changed: readonly { readonly ref: string; readonly fields: readonly string[] }[];
  readonly dependencies: {
    readonly added: readonly DriftedDependency[];
    readonly removed: readonly DriftedDependency[];
  };
};

/** Compares what a source said before with what it says now. */
export function driftBetween(before: DocumentSet, after: DocumentSet): Drift {
  const changed = [...after].flatMap(([ref, value]) => {
    const old = before.get(ref);
    const fields = old === undefined ? [] : changedFields(old, value);
    return fields.length ? [{ ref, fields }] : [];
  });
  return {
    added: missingIn(before, after),
    removed: missingIn(after, before),
    changed: changed.toSorted((one, other) => compare(one.ref, other.ref)),
    dependencies: {
      added: edgesMissingIn(before, after),
      removed: edgesMissingIn(after, before),
    },
  };
}

/** Whether a source says the same as before. */
export function isWithoutDrift({ added, removed, changed }: Drift): boolean {
  return added.length + removed.length + changed.length === 0;
}

function missingIn(one: DocumentSet, other: DocumentSet): readonly string[] {
  return [...other.keys()].filter((ref) => !one.has(ref)).sort(compare);
}

function edgesMissingIn(one: DocumentSet, other: DocumentSet): readonly DriftedDependency[] {
  const known = new Set(edgesOf(one).map(edgeKey));
  return edgesOf(other)
    .filter((edge) => !known.has(edgeKey(edge)))
    .toSorted((left, right) => compare(edgeKey(left), edgeKey(right)));
}

const edgeKey = ({ from, to }: DriftedDependency) => `${from} ${to}`;

function edgesOf(documents: DocumentSet): readonly DriftedDependency[] {
  return [...documents].flatMap(([from, value]) => dependencyTargets(value).map((to) => ({ from, to })));
}

/** The fields in which two documents differ: `metadata.title`, `spec.owner`, `metadata.labels.tier`. */
function changedFields(
  old: JsonObject,
  value: JsonObject,
  prefix: readonly string[] = [],
): readonly string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(value)])];
  return keys.flatMap((key) => {
    const [one, other] = [old[key], value[key]];
    if (isSame(one, other)) return [];
    if (isJsonObject(one) && isJsonObject(other)) return changedFields(one, other, [...prefix, key]);
    return [[...prefix, key].join(".")];
  });
}

/** Whether two values are the same whatever the order of their keys. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalize(one) === canonicalize(other);
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
