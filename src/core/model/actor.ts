import type { Ref } from "./ref.ts";

/**
 * Who did something. Teams are those the person belonged to at that moment, so that an approval
 * stays explainable after the rosters have changed. `system` acts are the engine's own.
 */
export type Actor =
  | { readonly type: "person"; readonly ref: Ref; readonly teams: readonly Ref[] }
  | { readonly type: "system"; readonly node: string };

/** The actor in one word, for logs and lists: `person:ana` or `system:node-1`. */
export function actorName(actor: Actor): string {
  return actor.type === "person" ? actor.ref : `system:${actor.node}`;
}

/** Whether two actors are the same person; the system is never the same person as anybody. */
export function isSamePerson(one: Actor, other: Actor): boolean {
  return one.type === "person" && other.type === "person" && one.ref === other.ref;
}
