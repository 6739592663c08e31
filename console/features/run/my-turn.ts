import type { Actor } from "#core/model/actor.ts";
import type { Attention } from "#core/run/attention.ts";
import type { RunView } from "#core/run/view.ts";

/** Whether something waits for this person, by name or as one of a team. */
export function isMine(item: Pick<Attention, "who">, me: Actor | null): boolean {
  return me?.type === "person" && (item.who === me.ref || me.teams.includes(item.who));
}

/** What waits for people, what waits for me first; otherwise the longest waiting first. */
export function attentionFor(run: Pick<RunView, "attention">, me: Actor | null): readonly Attention[] {
  const mine = run.attention.filter((item) => isMine(item, me));
  return [...mine, ...run.attention.filter((item) => !isMine(item, me))];
}

/**
 * The step that a page opens on: what I have taken, then what waits for me. Null when it is nobody's turn or
 * somebody else's: then nothing is opened unasked.
 */
export function myStep(run: Pick<RunView, "attention" | "steps">, me: Actor | null): string | null {
  if (me?.type !== "person") return null;
  const taken = run.steps.find(
    ({ takenBy, status }) =>
      status === "awaiting-person" && takenBy?.type === "person" && takenBy.ref === me.ref,
  );
  return taken?.id ?? run.attention.find((item) => isMine(item, me))?.step ?? null;
}
