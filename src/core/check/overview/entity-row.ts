import type { Estate, EstateDocument } from "../../model/estate.ts";
import { lossBoundSeconds } from "../../model/protection.ts";
import type { DocumentKind, Ref } from "../../model/ref.ts";
import type { Scope } from "../../model/scope.ts";
import { estateIndex } from "./estate-index.ts";

/** One thing of an estate in a list. Null: not set, or its kind has no such thing. */
export type EntityRow = {
  readonly ref: Ref;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly owner: Ref | null;
  /** Teams it belongs to: its owner where that is a team, the teams of a person, a team itself. */
  readonly teams: readonly Ref[];
  readonly sites: readonly Ref[];
  /** The one thing it is mainly about: the vendor of a component or contract, the lead of a team, what a protection protects. */
  readonly about: Ref | null;
  readonly tier: number | null;
  readonly scope: Scope | null;
  /** What sort of its kind: mode of a service, type of a component, role of a site, purpose of a runbook … */
  readonly type: string | null;
  readonly rtoSeconds: number | null;
  /** Required of a service or function; reached by a protection. */
  readonly rpoSeconds: number | null;
  /** The day that matters: until when it holds, or when it is due. */
  readonly day: string | null;
  /** How many it has: people of a team, contacts of a vendor, steps of a runbook. */
  readonly count: number | null;
  readonly reliesOn: number;
  readonly reliedOnBy: number;
};

/** What differs from kind to kind. */
type Own = Partial<
  Pick<
    EntityRow,
    "sites" | "about" | "tier" | "scope" | "type" | "rtoSeconds" | "rpoSeconds" | "day" | "count"
  >
>;

/** The row of a document. */
export function entityRow(estate: Estate, document: EstateDocument): EntityRow {
  const index = estateIndex(estate);
  const { ref, kind, title, spec } = document;
  const owner = "owner" in spec ? spec.owner : null;
  const unset = { about: null, tier: null, scope: null, type: null, rtoSeconds: null, rpoSeconds: null };
  return {
    ref,
    kind,
    title,
    owner,
    teams: teamsOf(document, owner),
    sites: [],
    ...unset,
    day: null,
    count: null,
    ...ownOf(document, index.members),
    reliesOn: index.reliesOn.get(ref)?.length ?? 0,
    reliedOnBy: new Set(index.reliedOnBy.get(ref)?.map(({ from }) => from)).size,
  };
}

function teamsOf({ kind, ref, spec }: EstateDocument, owner: Ref | null): readonly Ref[] {
  if (kind === "Team") return [ref];
  if (kind === "Person") return spec.teams;
  return owner?.startsWith("team:") === true ? [owner] : [];
}

const known = (...refs: readonly (Ref | null)[]) => refs.filter((ref) => ref !== null);

function ownOf(document: EstateDocument, members: ReadonlyMap<Ref, readonly Ref[]>): Own {
  const { kind, spec } = document;
  switch (kind) {
    case "Service": {
      const { sites, tier, scope, mode, objectives } = spec;
      const { rtoSeconds, rpoSeconds } = objectives;
      return { sites, tier, scope, type: mode, rtoSeconds, rpoSeconds };
    }
    case "Function": {
      const { rtoSeconds, rpoSeconds } = spec.objectives;
      return { tier: spec.priority, scope: spec.scope, rtoSeconds, rpoSeconds };
    }
    case "Component":
      return { sites: known(spec.site), about: spec.vendor, scope: spec.scope, type: spec.type };
    case "Site":
      return { sites: [document.ref], about: spec.contract, type: spec.role, count: spec.workplaces };
    case "Person":
      return { sites: known(spec.site), about: spec.deputy, day: spec.contactConfirmedOn };
    case "Team":
      return { about: spec.lead, count: members.get(document.ref)?.length ?? 0 };
    case "Vendor":
      return { count: spec.contacts.length };
    default:
      return recordOf(document);
  }
}

/** Plans and records about the estate. */
function recordOf(document: EstateDocument): Own {
  const { kind, spec } = document;
  switch (kind) {
    case "Contract":
      return { about: spec.vendor, day: spec.expiresOn };
    case "Protection": {
      const sites = known(spec.targetSite);
      return { sites, about: spec.protects, type: spec.method, rpoSeconds: lossBoundSeconds(spec) };
    }
    case "Runbook":
      return { sites: known(spec.from, spec.to), type: spec.purpose, count: spec.steps.length };
    case "Plan":
      return { count: spec.covers.length };
    case "Exercise":
      return { about: spec.plan, type: spec.depth, day: spec.heldOn ?? spec.plannedOn };
    case "Assessment":
      return { about: spec.function, day: spec.expiresOn };
    case "Assumption":
      return { day: spec.expiresOn };
    case "Risk":
      return { type: spec.treatment, day: spec.reviewBy };
    case "Roster":
      return { about: spec.team };
    default:
      return {};
  }
}
