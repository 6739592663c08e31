import type { Actor } from "../model/actor.ts";
import { addSeconds } from "../model/instant.ts";
import type { Authority } from "../model/plan.ts";
import type { Ref } from "../model/ref.ts";

/** From when somebody may declare, counted from when the question was put. */
export type DeclarerTurn = {
  readonly who: Ref;
  /** null: no time-out is given, so they may only when the first of the list asks them to: never by themselves. */
  readonly mayFrom: string | null;
  readonly mayNow: boolean;
};

/** Whether an actor is a person, or one of a team. */
export function isOf(actor: Actor, who: Ref): boolean {
  return actor.type === "person" && (actor.ref === who || actor.teams.includes(who));
}

/** Who may declare, and from when: the first at once, deputies when nobody before them has answered in time. */
export function declarerTurns(authority: Authority, askedAt: string, now: string): readonly DeclarerTurn[] {
  return authority.declare.map(({ who, afterSeconds }, index) => {
    const mayFrom = index === 0 ? askedAt : afterSeconds === null ? null : addSeconds(askedAt, afterSeconds);
    return { who, mayFrom, mayNow: mayFrom !== null && mayFrom <= now };
  });
}

/** Why an actor may not declare now, in words; null when they may. */
export function declareFault(
  authority: Authority,
  askedAt: string,
  { actor, now }: { readonly actor: Actor; readonly now: string },
): string | null {
  const turns = declarerTurns(authority, askedAt, now);
  const theirs = turns.filter(({ who }) => isOf(actor, who));
  if (theirs.some(({ mayNow }) => mayNow)) return null;
  const next = theirs.find(({ mayFrom }) => mayFrom !== null);
  if (next?.mayFrom) return `As a deputy you may declare from ${next.mayFrom}, when nobody before you has.`;
  const allowed = turns.filter(({ mayNow }) => mayNow).map(({ who }) => who);
  return `Only ${allowed.join(", ") || "nobody"} may declare now; the plan names nobody else.`;
}
