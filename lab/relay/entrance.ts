import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { EntranceConfig } from "./config.ts";
import { applyEntranceOrder, type EntranceOrder, type Routing } from "./entrance-order.ts";
import { answerError, type Flight, forward, type Upstream } from "./forward.ts";
import { listen } from "./listen.ts";

/** More held requests than this are answered 503: a bound, so that a long hold cannot eat the memory. */
const heldMaximum = 10_000;

/** Seconds to open a connection to a target; on a network that works it takes milliseconds. */
const connectSeconds = 3;

export type EntranceState = Routing & {
  /** Requests that a target may still be working on. */
  readonly inFlight: number;
  readonly inFlightByTarget: { readonly [target: string]: number };
  /** Requests that wait for the entrance to be opened. */
  readonly heldCount: number;
  readonly port: number;
  readonly targets: { readonly [target: string]: string };
};

export type Entrance = {
  readonly state: () => EntranceState;
  /** Carries an order out at once and as a whole; false when its generation has passed. */
  readonly apply: (order: EntranceOrder) => boolean;
  readonly close: () => Promise<void>;
};

type Held = { readonly admit: () => void; readonly refuse: (error: string) => void };

/**
 * An HTTP entrance that switches per request: clients keep their connections, and a request that
 * comes while it is held waits for the release instead of failing.
 */
export async function openEntrance(name: string, config: EntranceConfig, kept?: Routing): Promise<Entrance> {
  let routing: Routing = kept ?? { active: config.active, mode: config.mode, generation: 1 };
  const held = new Set<Held>();
  const flights = new Map(Object.keys(config.targets).map((target) => [target, new Set<Flight>()]));
  const upstreams = createUpstreams(config);
  const limits = { connectSeconds, answerSeconds: config.answerSeconds ?? 60 };

  const route = (request: IncomingMessage, response: ServerResponse): void => {
    if (routing.mode === "hold") return hold(request, response);
    const upstream = routing.active === null ? undefined : upstreams.get(routing.active);
    if (routing.mode === "off" || !upstream) return refuse(response, "entrance-off");
    const flying = flights.get(upstream.name) ?? new Set();
    const flight = forward(request, response, upstream, limits, () => flying.delete(flight));
    flying.add(flight);
  };

  const hold = (request: IncomingMessage, response: ServerResponse): void => {
    if (held.size >= heldMaximum) return refuse(response, "too-many-held");
    const leave = () => {
      clearTimeout(timer);
      held.delete(waiting);
      response.off("close", leave);
    };
    const waiting: Held = {
      admit: () => {
        leave();
        route(request, response);
      },
      refuse: (error) => {
        leave();
        refuse(response, error);
      },
    };
    const timer = setTimeout(() => waiting.refuse("held-too-long"), (config.holdSeconds ?? 30) * 1000);
    held.add(waiting);
    response.once("close", leave);
  };

  // Headers come quickly or not at all; how long a held request may wait is decided above, not here.
  const server = http.createServer({ requestTimeout: 0, keepAliveTimeout: 65_000, noDelay: true }, route);
  const port = await listen(server, config.listen, `entrance ${name}`);

  return {
    state: () => ({ ...routing, ...count(flights), heldCount: held.size, port, targets: config.targets }),
    apply: (order) => {
      const next = applyEntranceOrder(routing, order);
      if (next === null) return false;
      routing = next;
      if (order.cutInFlight) for (const flying of flights.values()) for (const flight of flying) flight.cut();
      if (routing.mode === "open") for (const waiting of held) waiting.admit();
      if (routing.mode === "off") for (const waiting of held) waiting.refuse("entrance-off");
      return true;
    },
    close: () => closeServer(server, upstreams.values()),
  };
}

function createUpstreams(config: EntranceConfig): ReadonlyMap<string, Upstream> {
  return new Map(
    Object.entries(config.targets).map(([name, address]) => [
      name,
      { name, address, agent: new http.Agent({ keepAlive: true, scheduling: "lifo" }) },
    ]),
  );
}

function refuse(response: ServerResponse, error: string): void {
  answerError(response, 503, { error, sent: false });
}

function count(flights: ReadonlyMap<string, ReadonlySet<Flight>>) {
  const inFlightByTarget = Object.fromEntries([...flights].map(([target, flying]) => [target, flying.size]));
  const inFlight = Object.values(inFlightByTarget).reduce((sum, number) => sum + number, 0);
  return { inFlight, inFlightByTarget };
}

function closeServer(server: http.Server, upstreams: Iterable<Upstream>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    for (const { agent } of upstreams) agent.destroy();
  });
}
