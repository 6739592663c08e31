import type { ChannelName, LadderStep } from "#core/incident/callout/callout-events.ts";
import { calloutOf } from "#core/incident/callout/evolve-callout.ts";
import type { IncidentState } from "#core/incident/state.ts";
import { type Estate, findDocument } from "#core/model/estate.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import type { PageJobData, PageMessage, Pager, Provider } from "#engine/pager.ts";
import { type AnswerCodes, createAnswerCodes } from "./answer-codes.ts";

/** Whether a provider answers, as it was seen last. */
export type ChannelHealth = {
  readonly provider: string;
  readonly channel: ChannelName;
  readonly answers: boolean;
  readonly detail: string;
};

/** The channels that a server was given; see src/channels. */
export type ChannelsPort = {
  readonly publicUrl: string | null;
  readonly ladder: readonly LadderStep[];
  providersOf(channel: ChannelName): readonly Provider[];
  check(): Promise<readonly ChannelHealth[]>;
};

/** Channels and codes together: what routes and the engine need to page people. */
export type Paging = {
  readonly channels: ChannelsPort;
  readonly codes: AnswerCodes;
};

/** Channels with the codes of their links, which only who has `secret` can make; `ownUrl` stands in for a `publicUrl`. */
export function createPaging(channels: ChannelsPort, secret: string, ownUrl: () => string | null): Paging {
  return {
    codes: createAnswerCodes(secret),
    channels: {
      ladder: channels.ladder,
      providersOf: (channel) => channels.providersOf(channel),
      check: () => channels.check(),
      get publicUrl() {
        return channels.publicUrl ?? ownUrl();
      },
    },
  };
}

/** Where to reach somebody over a channel; null when that is not known. Rooms and topics need no address. */
export function addressOf(estate: Estate, person: Ref, channel: ChannelName): string | null {
  const document = findDocument(estate, "Person", parseRef(person)?.name ?? "");
  switch (channel) {
    case "email":
      return document?.spec.email ?? null;
    case "sms":
    case "voice":
      return document?.spec.phone ?? null;
    case "chat":
    case "push":
      return "";
    default:
      return channel satisfies never;
  }
}

/** What the engine needs to carry pages: providers, and the words of each message. */
export function createPager({ channels, codes }: Paging, estate: () => Estate): Pager {
  return {
    providersOf: (channel) => channels.providersOf(channel),
    messageOf: (job, state) => messageOf(job, state, estate(), { channels, codes }),
    channelsOf: (person) =>
      channels.ladder.flatMap(({ channel }) => {
        const to = addressOf(estate(), person, channel);
        return to === null ? [] : [{ channel, to }];
      }),
    nameOf: (person) => nameOf(estate(), person),
  };
}

function nameOf(estate: Estate, person: Ref): string {
  return findDocument(estate, "Person", parseRef(person)?.name ?? "")?.title ?? person;
}

function messageOf(
  { incident, page, channel }: PageJobData,
  { callouts, opening }: IncidentState,
  estate: Estate,
  { channels, codes }: Paging,
): PageMessage | null {
  const callout = callouts.get(calloutOf(page));
  const found = callout?.pages.find((each) => each.page === page);
  if (!callout || !found || opening === null) return null;
  const to = addressOf(estate, found.person, channel);
  if (to === null) return null;
  const name = nameOf(estate, found.person);
  const what = opening.mode === "exercise" ? "EXERCISE" : "INCIDENT";
  const { publicUrl } = channels;
  return {
    id: `${incident}.${page}.${channel}`,
    channel,
    to,
    name,
    subject: `${what}: ${opening.title} (you are needed: ${found.role})`,
    text: `${what}: ${opening.title}. You are needed as ${found.role}. ${callout.text}`,
    link: publicUrl === null ? null : new URL(`/answer/${codes.tokenOf({ incident, page })}`, publicUrl).href,
    replyCode: codes.replyCodeOf({ incident, page }),
  };
}
