import type { CalloutDemand, Candidate, ChannelName } from "#core/incident/callout/callout-events.ts";
import { channelNames } from "#core/incident/callout/callout-events.ts";
import { onDutyAt } from "#core/incident/callout/on-duty.ts";
import { type DocumentOf, documentsOf, type Estate, findDocument } from "#core/model/estate.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import { addressOf, type ChannelsPort } from "./paging.ts";

/** A part to be filled, by people and teams as documents name them. */
export type WantedPart = {
  readonly role: string;
  readonly need: number;
  readonly who: readonly Ref[];
  readonly assigns: boolean;
};

/** The parts that a plan needs people for: its roles, and as many deciders as its authority demands. */
export function partsOfPlan({ spec }: DocumentOf<"Plan">): readonly WantedPart[] {
  const roles = spec.roles.map(
    ({ role, holder, deputies }): WantedPart => ({
      role,
      need: 1,
      who: holder === null ? deputies : [holder, ...deputies],
      assigns: true,
    }),
  );
  const { authority } = spec;
  if (authority === null || authority.declare.length === 0) return roles;
  const deciders = authority.declare.map(({ who }) => who);
  return [...roles, { role: "decider", need: authority.quorum, who: deciders, assigns: false }];
}

/**
 * Turns a part into the people to call, in order: of a team those on duty first, then its lead, then the others; after
 * everybody who is named, the deputies of those.
 */
export function demandOf(
  estate: Estate,
  { role, need, who, assigns }: WantedPart,
  channels: ChannelsPort,
  at: string,
): CalloutDemand {
  const named = who.flatMap((ref) => (ref.startsWith("team:") ? membersOf(estate, ref, at) : [ref]));
  const deputies = named.flatMap((ref) => personOf(estate, ref)?.spec.deputy ?? []);
  const people = [...new Set([...named, ...deputies])].map((person): Candidate => {
    const reachable = channelNames.filter((channel) => isReachable(estate, channels, person, channel));
    return { person, duty: dutyOf(estate, person, at), channels: reachable };
  });
  return { role, need, people, assigns };
}

const personOf = (estate: Estate, ref: Ref) => findDocument(estate, "Person", parseRef(ref)?.name ?? "");

function isReachable(estate: Estate, channels: ChannelsPort, person: Ref, channel: ChannelName): boolean {
  return channels.providersOf(channel).length > 0 && addressOf(estate, person, channel) !== null;
}

function membersOf(estate: Estate, team: Ref, at: string): readonly Ref[] {
  const document = findDocument(estate, "Team", parseRef(team)?.name ?? "");
  const listed = document?.spec.members ?? [];
  const saying = documentsOf(estate, "Person").filter(({ spec }) => spec.teams.includes(team));
  const rosters = documentsOf(estate, "Roster").filter(({ spec }) => spec.team === team);
  const { onDuty } = onDutyAt(
    rosters.map(({ spec }) => spec),
    at,
  );
  const lead = document?.spec.lead ?? null;
  return [
    ...new Set([
      ...(onDuty ?? []),
      ...(lead === null ? [] : [lead]),
      ...listed,
      ...saying.map(({ ref }) => ref),
    ]),
  ];
}

/** By the rosters that name them, and those of the teams they belong to. */
function dutyOf(estate: Estate, person: Ref, at: string): Candidate["duty"] {
  const teams = personOf(estate, person)?.spec.teams ?? [];
  const isOfTeam = (team: Ref) =>
    teams.includes(team) ||
    (findDocument(estate, "Team", parseRef(team)?.name ?? "")?.spec.members.includes(person) ?? false);
  const rosters = documentsOf(estate, "Roster")
    .map(({ spec }) => spec)
    .filter(
      ({ team, shifts, rotation }) =>
        isOfTeam(team) ||
        shifts.some((shift) => shift.person === person) ||
        (rotation?.people.includes(person) ?? false),
    );
  const { onDuty } = onDutyAt(rosters, at);
  if (onDuty === null) return "unknown";
  return onDuty.includes(person) ? "on-duty" : "off-duty";
}
