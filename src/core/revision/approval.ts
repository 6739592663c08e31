import { type Actor, actorName } from "../model/actor.ts";
import type { Estate, EstateDocument } from "../model/estate.ts";
import { isJsonObject } from "../model/json.ts";
import { isRef, type Ref } from "../model/ref.ts";
import { teamMembers } from "../model/team-members.ts";

/** Somebody who has to approve. */
export type ApprovalRequirement = {
  /** The owner that the documents name; null: anybody but the authors. */
  readonly owner: Ref | null;
  /** The documents it is about. */
  readonly documents: readonly Ref[];
  /** People who can approve on the owner's behalf, authors included; empty where `owner` is null. */
  readonly people: readonly Ref[];
  /** Why it is so, where that is not plain. */
  readonly note: string | null;
};

/** The owner that a document names: what everybody else of its readers would ask. */
export function ownerOf({ kind, ref, source }: EstateDocument): Ref | null {
  const spec = isJsonObject(source["spec"]) ? source["spec"] : {};
  const named = [spec["owner"], spec["accountable"], kind === "Team" ? (spec["lead"] ?? ref) : null];
  if (kind === "Person")
    named.push(Array.isArray(spec["teams"]) ? ((spec["teams"] as unknown[])[0] as string) : ref);
  for (const one of named) if (typeof one === "string" && isRef(one)) return one;
  return null;
}

/**
 * Who has to approve changes of documents: the owner each names now, and the one it will name. Whose team is
 * looked up in the estate as published, so that nobody approves as a member the proposal itself makes of
 * them; a team that only the proposal has is looked up there.
 */
export function approvalRequirements(
  before: Estate,
  after: Estate,
  changed: readonly Ref[],
): readonly ApprovalRequirement[] {
  const documents = new Map<Ref | null, Set<Ref>>();
  for (const ref of changed) {
    const found = [before.documents.get(ref), after.documents.get(ref)].filter((one) => one !== undefined);
    const owners = new Set(found.map(ownerOf));
    if (owners.size === 0) owners.add(null);
    for (const owner of owners) documents.set(owner, (documents.get(owner) ?? new Set()).add(ref));
  }
  const members = { before: teamMembers(before), after: teamMembers(after) };
  const requirements = [...documents].map(([owner, refs]) =>
    requirementOf(owner, [...refs].toSorted(), { before, after, members }),
  );
  return requirements.toSorted((one, other) => ((one.owner ?? "") < (other.owner ?? "") ? -1 : 1));
}

type Estates = {
  readonly before: Estate;
  readonly after: Estate;
  readonly members: {
    readonly before: ReadonlyMap<Ref, readonly Ref[]>;
    readonly after: ReadonlyMap<Ref, readonly Ref[]>;
  };
};

function requirementOf(owner: Ref | null, documents: readonly Ref[], estates: Estates): ApprovalRequirement {
  if (owner === null) return { owner, documents, people: [], note: "These documents name no owner." };
  const people = peopleBehind(owner, estates);
  if (people.length > 0) return { owner, documents, people, note: null };
  const isThere = estates.before.documents.has(owner) || estates.after.documents.has(owner);
  const why = isThere ? `${owner} has no members` : `${owner} does not exist`;
  return { owner: null, documents, people: [], note: `${why}: anybody but the authors can approve.` };
}

/** The people who can speak for an owner. */
export function peopleBehind(owner: Ref, { before, after, members }: Estates): readonly Ref[] {
  if (owner.startsWith("person:")) {
    return before.documents.has(owner) || after.documents.has(owner) ? [owner] : [];
  }
  const published = members.before.get(owner) ?? [];
  return published.length > 0 ? published : (members.after.get(owner) ?? []);
}

/** Whether an actor may speak for an owner: is that person, or is of that team. */
export function speaksFor(actor: Actor, requirement: Pick<ApprovalRequirement, "owner" | "people">): boolean {
  if (actor.type !== "person") return false;
  if (requirement.owner === null) return true;
  return requirement.people.includes(actor.ref) || actor.ref === requirement.owner;
}

/** The requirements that no approval has met yet. */
export function openRequirements(
  requirements: readonly ApprovalRequirement[],
  approvals: readonly { readonly by: Actor }[],
  authors: readonly Actor[],
): readonly ApprovalRequirement[] {
  const isAuthor = (actor: Actor) => authors.some((author) => actorName(author) === actorName(actor));
  const counted = approvals.filter(({ by }) => !isAuthor(by));
  return requirements.filter((requirement) => !counted.some(({ by }) => speaksFor(by, requirement)));
}
