import { type Actor, isSamePerson } from "#core/model/actor.ts";
import type { Attention } from "#core/run/attention.ts";
import type { RunView } from "#core/run/view.ts";

type Asked = Pick<RunView, "attention" | "steps" | "startedBy">;

/** Whether this person may open the gate: whoever started the run may not everywhere, and nobody opens it twice. */
function mayApprove({ steps, startedBy }: Asked, { step: id }: Attention, me: Actor): boolean {
  const step = steps.find((one) => one.id === id);
  const isStarter = startedBy !== null && isSamePerson(startedBy, me);
  if (step?.approval?.notTheStarter === true && isStarter) return false;
  return step?.approvals.some((by) => isSamePerson(by, me)) !== true;
}

/** Whether something waits for this person, by name or as one of a team, and can be done by them. */
export function isMine(run: Asked, item: Attention, me: Actor | null): boolean {
  if (me?.type !== "person") return false;
  if (item.who !== me.ref && !me.teams.includes(item.who)) return false;
  return item.kind !== "approve" || mayApprove(run, item, me);
}

/** What waits for people, what waits for me first; otherwise the longest waiting first. */
export function attentionFor(run: Asked, me: Actor | null): readonly Attention[] {
  const mine = run.attention.filter((item) => isMine(run, item, me));
  return [...mine, ...run.attention.filter((item) => !mine.includes(item))];
}

/**
 * The step that a page opens on: what I have taken, then what waits for me. Null when it is nobody's turn or
 * somebody else's: then nothing is opened unasked.
 */
export function myStep(run: Asked, me: Actor | null): string | null {
  if (me?.type !== "person") return null;
  const taken = run.steps.find(
    ({ takenBy, status }) =>
      status === "awaiting-person" && takenBy?.type === "person" && takenBy.ref === me.ref,
  );
  return taken?.id ?? run.attention.find((item) => isMine(run, item, me))?.step ?? null;
}
