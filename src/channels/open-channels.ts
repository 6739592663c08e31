import type { ChannelName, LadderStep } from "#core/incident/callout/callout-events.ts";
import type { Provider } from "#engine/pager.ts";
import type { ChannelSettings, ProviderSettings } from "./channel-settings.ts";
import { openChat, openNtfy, openTwilio, openVoice } from "./http-providers.ts";
import type { OnNews, OpenProvider, ProviderHealth, ReadSecret } from "./provider-kind.ts";
import { openSmpp } from "./smpp-provider.ts";
import { openSmtp } from "./smtp-provider.ts";

export type ChannelHealth = ProviderHealth & { readonly provider: string; readonly channel: ChannelName };

/** The channels of a server. */
export type Channels = {
  readonly publicUrl: string | null;
  readonly ladder: readonly LadderStep[];
  providersOf(channel: ChannelName): readonly Provider[];
  /** Asks each provider whether it answers; sends nothing to anybody. */
  check(): Promise<readonly ChannelHealth[]>;
  close(): Promise<void>;
};

/** Mail and SMS at once, since either may be down; rooms too; a telephone rings when nobody has answered for a while. */
const usualLadder: readonly LadderStep[] = [
  { channel: "push", afterSeconds: 0 },
  { channel: "sms", afterSeconds: 0 },
  { channel: "email", afterSeconds: 0 },
  { channel: "chat", afterSeconds: 0 },
  { channel: "voice", afterSeconds: 120 },
];

const checkSeconds = 8;

function open(settings: ProviderSettings, readSecret: ReadSecret, onNews: OnNews): OpenProvider {
  switch (settings.type) {
    case "smtp":
      return openSmtp(settings, readSecret);
    case "smpp":
      return openSmpp(settings, readSecret, onNews);
    case "twilio":
      return openTwilio(settings, readSecret);
    case "voice":
      return openVoice(settings, readSecret);
    case "slack":
    case "mattermost":
    case "teams":
      return openChat(settings, readSecret);
    case "ntfy":
      return openNtfy(settings, readSecret);
    default:
      return settings satisfies never;
  }
}

/** Opens what the settings name. Nothing is connected before it is needed, so that a dead provider stops no start. */
export function openChannels(
  { publicUrl, ladder, providers }: ChannelSettings,
  readSecret: (reference: string) => Promise<string>,
  onNews: OnNews,
): Channels {
  const read: ReadSecret = (text) => (text.startsWith("secret:") ? readSecret(text) : Promise.resolve(text));
  const opened = providers.map((settings) => open(settings, read, onNews));
  const has = (channel: ChannelName) => opened.some((provider) => provider.channel === channel);
  return {
    publicUrl,
    ladder: ladder ?? usualLadder.filter(({ channel }) => has(channel)),
    providersOf: (channel) => opened.filter((provider) => provider.channel === channel),
    check: () =>
      Promise.all(
        opened.map(async (provider) => {
          const health = await provider.check(AbortSignal.timeout(checkSeconds * 1000));
          return { provider: provider.name, channel: provider.channel, ...health };
        }),
      ),
    async close() {
      await Promise.all(opened.map((provider) => provider.close()));
    },
  };
}
