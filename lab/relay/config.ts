/** Where to listen; port 0 takes a free one. The host is the loopback address unless said otherwise. */
export type ListenAddress = { readonly host?: string; readonly port: number };

export const entranceModes = ["open", "hold", "off"] as const;

/** `open` forwards, `hold` lets requests wait, `off` answers 503 at once. */
export type EntranceMode = (typeof entranceModes)[number];

export const linkModes = ["open", "cut", "reset"] as const;

/** `open` forwards, `cut` is a black hole (no FIN, no RST), `reset` resets every connection. */
export type LinkMode = (typeof linkModes)[number];

/** A public HTTP address whose requests go to one of several targets. */
export type EntranceConfig = {
  readonly listen: ListenAddress;
  /** Target name (a site) to `host:port`. */
  readonly targets: { readonly [target: string]: string };
  /** The target that gets the requests, or null for none. */
  readonly active: string | null;
  readonly mode: EntranceMode;
  /** Seconds a request may wait while the entrance is held; 30 when absent. */
  readonly holdSeconds?: number;
  /** Seconds a target may take to begin its answer; 60 when absent. */
  readonly answerSeconds?: number;
};

/** A TCP address that stands for another one, with faults that can be injected. */
export type LinkConfig = {
  readonly listen: ListenAddress;
  /** `host:port`. */
  readonly target: string;
};

/** All that a relay process needs to know. */
export type RelayConfig = {
  readonly control: ListenAddress;
  readonly entrances: { readonly [name: string]: EntranceConfig };
  readonly links: { readonly [name: string]: LinkConfig };
  /**
   * File in which the orders are kept, so that a relay that is started again after a failover does
   * not go back to the target it was configured with. Nothing is kept when absent.
   */
  readonly stateFile?: string;
};

/** The configuration or an order has the wrong shape; the message says where and what is expected. */
export class ShapeError extends Error {}

/** `host:port` in its two parts; throws `ShapeError` where `text` is none. */
export function parseTarget(text: string, where: string): { readonly host: string; readonly port: number } {
  const match = /^(?<host>[^:\s]+):(?<port>\d{1,5})$/.exec(text);
  const port = Number(match?.groups?.["port"]);
  if (!match?.groups?.["host"] || !(port >= 1 && port <= 65_535)) {
    throw new ShapeError(`${where}: expected host:port, got ${JSON.stringify(text)}`);
  }
  return { host: match.groups["host"], port };
}
