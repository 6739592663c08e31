import { nodeOf, type Requirement } from "../../analysis/graph/requirement.ts";
import type { Estate } from "../../model/estate.ts";
import { documentsOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { teamMembers } from "../../model/team-members.ts";
import { type DocumentReference, estateReferences } from "../document-references.ts";
import { dependenciesOf } from "../facts/dependencies-of.ts";
import { runbookView } from "../runbook-view.ts";

/** Something that relies on something: through a field `dependsOn` it declares, or by where it stands. */
export type Reliance = {
  readonly from: Ref;
  readonly requirement: Requirement;
  readonly origin: "declared" | "site";
};

/** Who names and who relies on whom, both ways. */
export type EstateIndex = {
  readonly reliesOn: ReadonlyMap<Ref, readonly Reliance[]>;
  readonly reliedOnBy: ReadonlyMap<Ref, readonly Reliance[]>;
  readonly mentions: ReadonlyMap<Ref, readonly DocumentReference[]>;
  /** By what is named, whether it exists or not. */
  readonly mentionedBy: ReadonlyMap<string, readonly DocumentReference[]>;
  readonly members: ReadonlyMap<Ref, readonly Ref[]>;
};

/** An estate never changes: what was found out about it is kept as long as it is. */
const known = new WeakMap<Estate, EstateIndex>();

/** The index of an estate; worked out once for each, linear in its references. */
export function estateIndex(estate: Estate): EstateIndex {
  const found = known.get(estate) ?? makeIndex(estate);
  known.set(estate, found);
  return found;
}

function makeIndex(estate: Estate): EstateIndex {
  const reliesOn = new Map<Ref, Reliance[]>();
  const reliedOnBy = new Map<Ref, Reliance[]>();
  for (const document of estate.documents.values()) {
    const requirements = nodeOf(document)?.requirements ?? [];
    // What is implied stands before what is declared.
    const implied = requirements.length - dependenciesOf(document).length;
    for (const [at, requirement] of requirements.entries()) {
      const origin = at < implied ? "site" : "declared";
      const reliance: Reliance = { from: document.ref, requirement, origin };
      push(reliesOn, document.ref, reliance);
      for (const member of requirement.members) push(reliedOnBy, member, reliance);
    }
  }
  const mentions = new Map<Ref, DocumentReference[]>();
  const mentionedBy = new Map<string, DocumentReference[]>();
  for (const reference of estateReferences(estate, documentsOf(estate, "Runbook").map(runbookView))) {
    push(mentions, reference.from, reference);
    push(mentionedBy, reference.text, reference);
  }
  return { reliesOn, reliedOnBy, mentions, mentionedBy, members: teamMembers(estate) };
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
