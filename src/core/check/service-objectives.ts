import { type AvailabilityNode } from "../analysis/objectives/availability.ts";
import { nodeOf } from "../analysis/graph/requirement.ts";
import { parseDuration } from "../model/duration.ts";
import { type DocumentOf, documentsOf, type Estate } from "../model/estate.ts";
import { lossBoundSeconds } from "../model/protection.ts";
import { parseRef, type Ref } from "../model/ref.ts";

/** What a service promises, and what of the estate bears on whether it can keep it. Null is not known. */
export type ServiceObjective = {
  readonly ref: Ref;
  readonly rtoSeconds: number | null;
  readonly rpoSeconds: number | null;
  /** Runbooks that bring it back; those that only bring it home again are left out. */
  readonly runbooks: readonly DocumentOf<"Runbook">[];
  /** Services that it cannot run without. */
  readonly hardOn: readonly Ref[];
  /** The most data that may be lost, over all its data stores that something protects; null: none, or unknown. */
  readonly lossSeconds: number | null;
  /** The store that this is about. */
  readonly lossOf: Ref | null;
};

/** The objectives of every service, in the order of the documents. */
export function serviceObjectives(estate: Estate): readonly ServiceObjective[] {
  const runbooks = documentsOf(estate, "Runbook").filter(({ spec }) => spec.purpose !== "failback");
  const losses = lossByStore(estate);
  return documentsOf(estate, "Service").map(({ ref, spec }) => {
    const stores = storesOf(estate, ref);
    const known = stores.flatMap((store) => {
      const seconds = losses.get(store);
      return seconds === undefined ? [] : [{ store, seconds }];
    });
    // One store of unknown loss makes the loss of the service unknown.
    const isUnknown = known.length === 0 || known.some(({ seconds }) => seconds === null);
    const worst = known.toSorted((one, other) => (other.seconds ?? 0) - (one.seconds ?? 0))[0];
    return {
      ref,
      rtoSeconds: spec.objectives.rtoSeconds,
      rpoSeconds: spec.objectives.rpoSeconds,
      runbooks: runbooks.filter((runbook) => runbook.spec.recovers.includes(ref)),
      hardOn: hardMembers(estate, ref).filter((member) => parseRef(member)?.kind === "service"),
      lossSeconds: isUnknown ? null : (worst?.seconds ?? null),
      lossOf: isUnknown
        ? (known.find(({ seconds }) => seconds === null)?.store ?? null)
        : (worst?.store ?? null),
    };
  });
}

/** Of several protections of a store the best counts. */
function lossByStore(estate: Estate): ReadonlyMap<Ref, number | null> {
  const losses = new Map<Ref, number | null>();
  for (const { spec } of documentsOf(estate, "Protection")) {
    const seconds = lossBoundSeconds(spec);
    const before = losses.get(spec.protects);
    const isBetter = before === undefined || before === null || (seconds !== null && seconds < before);
    losses.set(spec.protects, isBetter ? seconds : before);
  }
  return losses;
}

/** The service and the components under it; what other services keep is theirs to answer for. */
export function storesOf(estate: Estate, service: Ref): readonly Ref[] {
  const found = new Set<Ref>([service]);
  const stack = [service];
  while (stack.length > 0) {
    const at = stack.pop();
    if (at === undefined) break;
    for (const member of members(estate, at)) {
      if (found.has(member) || parseRef(member)?.kind !== "component") continue;
      found.add(member);
      stack.push(member);
    }
  }
  return [...found];
}

function requirementsOf(estate: Estate, ref: Ref) {
  const document = estate.documents.get(ref);
  return document === undefined ? [] : (nodeOf(document)?.requirements ?? []);
}

function members(estate: Estate, ref: Ref): readonly Ref[] {
  return requirementsOf(estate, ref).flatMap((requirement) => requirement.members);
}

function hardMembers(estate: Estate, ref: Ref): readonly Ref[] {
  return requirementsOf(estate, ref)
    .filter(({ isSoft, members: all, losses }) => !isSoft && (all.length === 1 || losses === 1))
    .flatMap((requirement) => requirement.members);
}

/**
 * The estate as a structure of things that fail and are repaired. Their mean times stand in the annotations `mtbf` and
 * `mttr` as ISO 8601 durations; soft dependencies degrade and do not count.
 */
export function availabilityNodes(estate: Estate): readonly AvailabilityNode[] {
  return [...estate.documents.values()].flatMap((document): readonly AvailabilityNode[] => {
    const node = nodeOf(document);
    if (node === null) return [];
    const seconds = (name: string) => parseDuration(document.annotations[name] ?? "");
    const needs = node.requirements
      .filter(({ isSoft, phase }) => !isSoft && phase !== "startup")
      .map(({ members: of, losses }) => ({ of, atLeast: of.length - losses + 1 }));
    return [{ id: document.ref, mtbfSeconds: seconds("mtbf"), mttrSeconds: seconds("mttr"), needs }];
  });
}
