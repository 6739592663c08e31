import type { Requirement } from "../../analysis/graph/requirement.ts";
import { documentsOf, type Estate, type EstateDocument } from "../../model/estate.ts";
import { lossBoundSeconds } from "../../model/protection.ts";
import type { Ref } from "../../model/ref.ts";
import type { DocumentReference } from "../document-references.ts";
import { storesOf } from "../service-objectives.ts";
import { estateIndex, type Reliance } from "./estate-index.ts";

/** Another thing, as far as a link to it needs to know. */
export type Named = { readonly ref: Ref; readonly title: string; readonly isMissing: boolean };

/** One dependency seen from one of its ends. */
export type Relation = {
  /** On the side of what is relied on: all members of the group. On the other: who relies on it. */
  readonly members: readonly Named[];
  /** So many of the group have to be there; null for what is no group. */
  readonly atLeast: number | null;
  /** How many members the group has in all. */
  readonly of: number;
  readonly need: "hard" | "soft";
  readonly phase: Requirement["phase"];
  readonly origin: Reliance["origin"];
};

/** A document that names this one, or is named by it, and in which fields. */
export type Mention = Named & { readonly kind: string; readonly fields: readonly string[] };

/** A copy of data. Null is not known. */
export type KnownProtection = Named & {
  readonly protects: Ref;
  readonly method: string;
  readonly lossSeconds: number | null;
  readonly restoreSeconds: number | null;
  readonly target: Ref | null;
  readonly targetSite: Ref | null;
  readonly lastVerifiedRestoreOn: string | null;
};

/** Somebody to call. `ref` is null for people outside. */
export type Contact = {
  readonly ref: Ref | null;
  readonly title: string | null;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly confirmedOn: string | null;
};

/** Everything that an estate says about how one thing stands to the others. */
export type EntityRelations = {
  readonly reliesOn: readonly Relation[];
  readonly reliedOnBy: readonly Relation[];
  /** Other than by dependencies. */
  readonly mentionedBy: readonly Mention[];
  readonly mentions: readonly Mention[];
  /** Of its own data, and of the data under a service. */
  readonly protections: readonly KnownProtection[];
  /** Runbooks that recover it. */
  readonly runbooks: readonly (Named & { readonly name: string; readonly purpose: string })[];
  readonly contacts: readonly Contact[];
};

/** The relations of a document. */
export function entityRelations(estate: Estate, document: EstateDocument): EntityRelations {
  const { ref } = document;
  const index = estateIndex(estate);
  const named = (other: string): Named => ({
    ref: other as Ref,
    title: estate.documents.get(other as Ref)?.title ?? other.slice(other.indexOf(":") + 1),
    isMissing: !estate.documents.has(other as Ref) && !estate.invalid.has(other as Ref),
  });
  const relation = (members: readonly Ref[], { requirement, origin }: Reliance): Relation => ({
    members: members.map(named),
    atLeast: requirement.members.length > 1 ? requirement.members.length - requirement.losses + 1 : null,
    of: requirement.members.length,
    need: requirement.isSoft ? "soft" : "hard",
    phase: requirement.phase,
    origin,
  });
  return {
    reliesOn: (index.reliesOn.get(ref) ?? []).map((one) => relation(one.requirement.members, one)),
    reliedOnBy: (index.reliedOnBy.get(ref) ?? []).map((one) => relation([one.from], one)),
    mentionedBy: mentionsOf(index.mentionedBy.get(ref) ?? [], ({ from }) => from, named),
    mentions: mentionsOf(index.mentions.get(ref) ?? [], ({ text }) => text, named),
    protections: protectionsOf(estate, document, named),
    runbooks: documentsOf(estate, "Runbook")
      .filter(({ spec }) => spec.recovers.includes(ref))
      .map(({ ref: own, name, spec }) => ({ ...named(own), name, purpose: spec.purpose })),
    contacts: contactsOf(estate, document),
  };
}

type Name = (ref: string) => Named;

function mentionsOf(
  references: readonly DocumentReference[],
  otherOf: (reference: DocumentReference) => string,
  named: Name,
): readonly Mention[] {
  const fields = new Map<string, Set<string>>();
  for (const reference of references) {
    const names = reference.path.filter((part) => typeof part === "string").slice(1);
    if (names[0] === "dependsOn") continue;
    // A key of a map is the reference itself.
    const field = (reference.part === "key" ? names.slice(0, -1) : names).join(".");
    const other = otherOf(reference);
    fields.set(other, (fields.get(other) ?? new Set()).add(field));
  }
  return [...fields].map(([other, own]) => ({
    ...named(other),
    kind: other.slice(0, Math.max(0, other.indexOf(":"))),
    fields: [...own].toSorted(),
  }));
}

function protectionsOf(
  estate: Estate,
  { ref, kind }: EstateDocument,
  named: Name,
): readonly KnownProtection[] {
  const stores = new Set(kind === "Service" ? storesOf(estate, ref) : [ref]);
  return documentsOf(estate, "Protection")
    .filter(({ spec }) => stores.has(spec.protects) || spec.target === ref)
    .map(({ ref: own, spec }) => ({
      ...named(own),
      protects: spec.protects,
      method: spec.method,
      lossSeconds: lossBoundSeconds(spec),
      restoreSeconds: spec.restoreDurationSeconds,
      target: spec.target,
      targetSite: spec.targetSite,
      lastVerifiedRestoreOn: spec.lastVerifiedRestoreOn,
    }));
}

/** Who can be called about it: the contacts of a vendor, the people of a team, those of its owner otherwise. */
function contactsOf(estate: Estate, document: EstateDocument): readonly Contact[] {
  const { kind, ref, spec } = document;
  if (kind === "Vendor")
    return spec.contacts.map(({ name, ...rest }) => ({ ref: null, title: name, ...rest }));
  if (kind === "Person") return peopleOf(estate, [ref], () => null);
  const team = kind === "Team" ? ref : "owner" in spec ? spec.owner : null;
  if (team === null) return [];
  const found = estate.documents.get(team);
  const lead = found?.kind === "Team" ? found.spec.lead : null;
  const people = team.startsWith("person:") ? [team] : (estateIndex(estate).members.get(team) ?? []);
  return peopleOf(estate, people, (person) => (person === lead ? "lead" : null));
}

function peopleOf(
  estate: Estate,
  refs: readonly Ref[],
  roleOf: (ref: Ref) => string | null,
): readonly Contact[] {
  return refs.map((ref) => {
    const person = estate.documents.get(ref);
    const spec = person?.kind === "Person" ? person.spec : null;
    return {
      ref,
      title: person?.title ?? null,
      role: roleOf(ref),
      email: spec?.email ?? null,
      phone: spec?.phone ?? null,
      confirmedOn: spec?.contactConfirmedOn ?? null,
    };
  });
}
