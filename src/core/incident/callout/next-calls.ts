import { addSeconds } from "../../model/instant.ts";
import type { Ref } from "../../model/ref.ts";
import type { CalloutDemand, Candidate } from "./callout-events.ts";
import { type CalloutState, isHopeless, type Page } from "./callout-state.ts";
import { type Quorum, quorumOf } from "./quorum.ts";

/** Somebody whose turn it is. */
export type Call = {
  readonly candidate: Candidate;
  readonly role: string;
  readonly round: number;
  readonly because: string;
};

/** How often somebody who does not answer is called before a person has to think of something else. */
export const roundsMax = 3;

/** The people of a call-out who have said that they come. */
export function comingOf({ answers }: Pick<CalloutState, "answers">): ReadonlySet<Ref> {
  const coming = new Set<Ref>();
  for (const { person, answer } of answers.values()) if (answer === "coming") coming.add(person);
  return coming;
}

export const quorumNow = (callout: CalloutState): Quorum => quorumOf(callout.demands, comingOf(callout));

/** The part of a call-out's ladder over which somebody can be reached. */
export const ladderOf = ({ ladder }: CalloutState, { channels }: Candidate) =>
  ladder.filter(({ channel }) => channels.includes(channel));

/** When a page is no longer waited for. */
const endOf = (callout: CalloutState, page: Page) => addSeconds(page.at, callout.escalateAfterSeconds);

/** Whether somebody has been called, has not answered, and may still do. */
function isAwaited(callout: CalloutState, page: Page, now: string): boolean {
  return !callout.answers.has(page.person) && !isHopeless(page) && now < endOf(callout, page);
}

/**
 * Who is to be called now: of each part that is short, the next of its people, as many as are missing beyond those who
 * are still awaited. When all have been called in vain they are called again, up to `roundsMax` times.
 */
export function callsDue(callout: CalloutState, now: string): readonly Call[] {
  if (callout.status !== "calling") return [];
  const due: Call[] = [];
  const busy = new Set(
    callout.pages.filter((page) => isAwaited(callout, page, now)).map(({ person }) => person),
  );
  for (const { role, need, have } of quorumNow(callout).missing) {
    const demand = callout.demands.find((each) => each.role === role);
    if (!demand) continue;
    let open = need - have - demand.people.filter(({ person }) => busy.has(person)).length;
    for (const call of inOrder(callout, demand)) {
      if (open <= 0) break;
      if (busy.has(call.candidate.person)) continue;
      due.push(call);
      busy.add(call.candidate.person);
      open -= 1;
    }
  }
  return due;
}

/** The people of a part who have given no answer, the least called first, otherwise in their order. */
function inOrder(callout: CalloutState, { role, people }: CalloutDemand): readonly Call[] {
  return people
    .map((candidate, place) => {
      const calls = callout.pages.filter(({ person }) => person === candidate.person).length;
      return { candidate, role, round: calls + 1, place, because: reasonOf(candidate, calls, place) };
    })
    .filter(({ candidate, round }) => {
      const isReachable = ladderOf(callout, candidate).length > 0;
      return round <= (isReachable ? roundsMax : 1) && !callout.answers.has(candidate.person);
    })
    .sort((one, other) => one.round - other.round || one.place - other.place)
    .map(({ candidate, role: part, round, because }) => ({ candidate, role: part, round, because }));
}

function reasonOf({ duty }: Candidate, calls: number, place: number): string {
  if (calls > 0) return `has not answered call ${calls}`;
  const roster = { "on-duty": "on duty", "off-duty": "off duty", unknown: "no roster says who is on duty" }[
    duty
  ];
  return place === 0 ? `first of the list, ${roster}` : `number ${place + 1} of the list, ${roster}`;
}

/** The next moment at which something follows by itself; null when only an answer can change anything. */
export function nextCallMoment(callouts: Iterable<CalloutState>, now: string): string | null {
  let next: string | null = null;
  const consider = (at: string) => {
    if (at > now && (next === null || at < next)) next = at;
  };
  for (const callout of callouts) {
    if (callout.status !== "calling") continue;
    if (callout.missedAt === null) consider(addSeconds(callout.startedAt, callout.withinSeconds));
    for (const page of callout.pages) if (isAwaited(callout, page, now)) consider(endOf(callout, page));
  }
  return next;
}
