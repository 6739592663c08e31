import type { Ref } from "../../model/ref.ts";
import { teamMembers } from "../../model/team-members.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { documentAt } from "./of-kind.ts";

/** The people of every team. */
export const membersByTeam = oncePerCheck(({ resolved }) => teamMembers(resolved.estate));

/** The people behind a reference: a person is themselves, a team those it lists. Empty where nobody is known. */
export function peopleOf(context: CheckContext, who: Ref): readonly Ref[] {
  return who.startsWith("person:") ? [who] : (membersByTeam(context).get(who) ?? []);
}

/** How many of a team or person can work at once; null where that is not known. */
export function headsOf(context: CheckContext, who: Ref): number | null {
  if (who.startsWith("person:")) return 1;
  const capacity = documentAt(context, "Team", who)?.spec.capacity ?? null;
  // A team that lists nobody is not known to have nobody.
  return capacity ?? (peopleOf(context, who).length || null);
}
