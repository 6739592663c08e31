import type { Dependency, DependencyPhase } from "../../model/dependency.ts";
import type { EstateDocument } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { ServiceSpec } from "../../model/service.ts";

/**
 * What a node relies on, in one form: it is broken once `losses` of its members are lost. A hard dependency has one
 * member and `losses` 1; at least k of n has `losses` n − k + 1. A soft one degrades its owner and never takes it down.
 */
export type Requirement = {
  readonly members: readonly Ref[];
  readonly losses: number;
  readonly isSoft: boolean;
  readonly phase: DependencyPhase;
};

/** A node of the graph before it has a number. */
export type GraphNode = { readonly ref: Ref; readonly requirements: readonly Requirement[] };

/** The kinds that can fail: whatever others rely on. Plans and records about them cannot. */
const kindsThatFail: ReadonlySet<string> = new Set([
  "Site",
  "Component",
  "Service",
  "Function",
  "Vendor",
  "Team",
  "Person",
]);

/** Whether what `ref` names is of a kind that can fail. */
export function canFail(ref: Ref): boolean {
  return failingPrefixes.has(ref.slice(0, ref.indexOf(":")));
}

const failingPrefixes: ReadonlySet<string> = new Set([...kindsThatFail].map((kind) => kind.toLowerCase()));

/** The node of a document, or null when documents of its kind are no part of the graph. */
export function nodeOf(document: EstateDocument): GraphNode | null {
  if (!kindsThatFail.has(document.kind)) return null;
  return { ref: document.ref, requirements: [...impliedBy(document), ...declaredBy(document)] };
}

/** Needed in every phase, all of it. */
export function hardOn(member: Ref): Requirement {
  return { members: [member], losses: 1, isSoft: false, phase: "both" };
}

/** At least so many of a group. A member that is named twice counts once: nothing stands in for itself. */
export function atLeastOf(members: readonly Ref[], atLeast: number, phase: DependencyPhase): Requirement {
  const distinct = [...new Set(members)];
  return { members: distinct, losses: Math.max(1, distinct.length - atLeast + 1), isSoft: false, phase };
}

/** A dependency as a requirement. */
export function requirementOf(dependency: Dependency): Requirement {
  const { phase } = dependency;
  return dependency.type === "group"
    ? atLeastOf(dependency.anyOf, dependency.atLeast, phase)
    : { members: [dependency.on], losses: 1, isSoft: dependency.need === "soft", phase };
}

function declaredBy({ kind, spec }: EstateDocument): readonly Requirement[] {
  switch (kind) {
    case "Component":
    case "Service":
    case "Function":
    case "Vendor":
      return spec.dependsOn.map(requirementOf);
    default:
      return [];
  }
}

/** What stands in other fields: a component needs its site; a service its active site, or one of them. */
function impliedBy({ kind, spec }: EstateDocument): readonly Requirement[] {
  if (kind === "Component") return spec.site === null ? [] : [hardOn(spec.site)];
  return kind === "Service" ? sitesOf(spec) : [];
}

/** Without a mode only the first site is known to be active: taking the others for active would promise too much. */
function sitesOf({ sites, mode }: ServiceSpec): readonly Requirement[] {
  const [active] = sites;
  if (active === undefined) return [];
  return [mode === "active-active" ? atLeastOf(sites, 1, "both") : hardOn(active)];
}
