import type { ChannelName } from "#core/incident/callout/callout-events.ts";
import type { Signal } from "#core/signal/signal.ts";
import type { Clock } from "#engine/clock.ts";
import type { ChannelHealth, ChannelsPort } from "./paging.ts";

/** What the watch over the channels needs. */
export type ChainPorts = {
  readonly channels: ChannelsPort;
  readonly clock: Pick<Clock, "now">;
  readonly signals: {
    add(signals: readonly Signal[], receivedAt: string): Promise<unknown>;
    /** What was heard last of each alert: channels that were down when a server before this one ended. */
    latest(): Promise<readonly Signal[]>;
  };
  /** Judges what was found like any other alert. */
  readonly detection: { wake(): void };
  readonly log: (line: string) => void;
};

/** Looks so often whether each provider answers; nothing is sent to anybody. */
const everySeconds = 300;
const source = "holdfast";

/**
 * Keeps an eye on the chain over which people are called, from the start of the server on: a provider that stops
 * answering is logged, and a channel that has nobody left is an alert, `HoldfastChannelDown`, which a monitor can take.
 * Sessions that replies come over are opened by the look, so that they are heard after a restart, too. Returns what ends the watch.
 */
export function keepChain(ports: ChainPorts): () => void {
  const { channels, clock, signals, detection, log } = ports;
  const trouble = new Map<string, string>();
  let down: Map<ChannelName, string> | null = null;
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const found = await channels.check();
      down ??= downBefore(await signals.latest());
      for (const one of found) noteProvider(one, trouble, log);
      const news = channelNews(found, down, clock.now());
      if (news.length > 0) {
        await signals.add(news, clock.now());
        detection.wake();
      }
    } catch (error) {
      // What could not be told is found anew by the next look.
      down = null;
      log(`channels: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      isLooking = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), everySeconds * 1000);
  timer.unref();
  return () => clearInterval(timer);
}

function noteProvider(
  { provider, channel, answers, detail }: ChannelHealth,
  trouble: Map<string, string>,
  log: (line: string) => void,
): void {
  const before = trouble.get(provider);
  if (answers) {
    if (before !== undefined) log(`channels: ${provider} (${channel}) answers again`);
    trouble.delete(provider);
    return;
  }
  if (before !== detail) log(`channels: ${provider} (${channel}) does not answer: ${detail}`);
  trouble.set(provider, detail);
}

function downBefore(latest: readonly Signal[]): Map<ChannelName, string> {
  return new Map(
    latest
      .filter(({ source: from, status }) => from === source && status === "firing")
      .map(({ labels, startsAt }) => [labels["channel"] as ChannelName, startsAt ?? ""]),
  );
}

/** Channels that have lost their last provider, or have one again. `down` holds since when. */
function channelNews(
  found: readonly ChannelHealth[],
  down: Map<ChannelName, string>,
  at: string,
): readonly Signal[] {
  // A channel that the settings no longer name is not missed.
  const channels = new Set([...found.map(({ channel }) => channel), ...down.keys()]);
  return [...channels].flatMap((channel): readonly Signal[] => {
    const own = found.filter((one) => one.channel === channel);
    const hasOne = own.length === 0 || own.some(({ answers }) => answers);
    const since = down.get(channel);
    if (hasOne === (since === undefined)) return [];
    if (hasOne) down.delete(channel);
    else down.set(channel, at);
    return [channelSignal(channel, own, { startsAt: since ?? at, endsAt: hasOne ? at : null })];
  });
}

function channelSignal(
  channel: ChannelName,
  own: readonly ChannelHealth[],
  times: { readonly startsAt: string; readonly endsAt: string | null },
): Signal {
  const isOver = times.endsAt !== null;
  return {
    source,
    fingerprint: `channel ${channel}`,
    status: isOver ? "resolved" : "firing",
    ...times,
    title: isOver ? `People can be called over ${channel} again` : `Nobody can be called over ${channel}`,
    summary: own.map(({ provider, detail }) => `${provider}: ${detail}`).join("; "),
    severity: "critical",
    labels: { alertname: "HoldfastChannelDown", channel },
    link: null,
  };
}
