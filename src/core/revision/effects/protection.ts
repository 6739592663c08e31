import type { Estate } from "../../model/estate.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Ref } from "../../model/ref.ts";
import { refsIn } from "../document-references.ts";
import type { Effect, EffectRule } from "./effect-section.ts";

/** What each thing is protected by: replication or backups. */
function protectionsOf(estate: Estate): ReadonlyMap<Ref, readonly Ref[]> {
  const found = new Map<Ref, Ref[]>();
  for (const { kind, ref, source } of estate.documents.values()) {
    if (kind !== "Protection") continue;
    const spec = isJsonObject(source["spec"]) ? source["spec"] : {};
    for (const protectedRef of refsIn([spec["protects"] ?? null, spec["source"] ?? null])) {
      found.set(protectedRef, [...(found.get(protectedRef) ?? []), ref]);
    }
  }
  return found;
}

/** What loses its last replica or backup, and what gets its first. */
export const protectionChanges: EffectRule = {
  id: "protection",
  title: "Protection",
  find: ({ before, after }) => {
    const [old, present] = [protectionsOf(before), protectionsOf(after)];
    const lost = [...old].flatMap(([ref, by]): readonly Effect[] =>
      after.documents.has(ref) && !present.has(ref)
        ? [{ ref, direction: "worse", text: `unprotected: it was protected by ${by.join(", ")}` }]
        : [],
    );
    const won = [...present].flatMap(([ref, by]): readonly Effect[] =>
      before.documents.has(ref) && !old.has(ref)
        ? [{ ref, direction: "better", text: `protected by ${by.join(", ")}` }]
        : [],
    );
    return [...lost, ...won];
  },
};
