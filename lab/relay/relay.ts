import type { RelayConfig } from "./config.ts";
import { createControl, relayState } from "./control.ts";
import { type Entrance, type EntranceState, openEntrance } from "./entrance.ts";
import type { Routing } from "./entrance-order.ts";
import { type Link, openLink } from "./link.ts";
import { listen } from "./listen.ts";
import { readRoutings, writeRoutings } from "./state-file.ts";

/** A running relay. */
export type Relay = {
  /** The address of the control interface: `http://127.0.0.1:PORT`. */
  readonly controlUrl: string;
  /** The same as `GET /state`. */
  readonly state: () => ReturnType<typeof relayState>;
  readonly close: () => Promise<void>;
};

/**
 * Starts the traffic switch of the lab: HTTP entrances that can be held and switched between sites, and TCP links
 * between sites into which faults can be injected. Throws `ListenError` when a port is taken; then nothing is left open.
 */
export async function startRelay(config: RelayConfig): Promise<Relay> {
  const entrances = new Map<string, Entrance>();
  const links = new Map<string, Link>();
  const keep = () => {
    const routings = [...entrances].map(([name, entrance]) => [name, routingOf(entrance.state())] as const);
    if (config.stateFile) writeRoutings(config.stateFile, Object.fromEntries(routings));
  };
  const controlled = { entrances, links, onEntranceOrder: keep };
  const control = createControl(controlled);
  const close = async () => {
    const closing = new Promise<void>((resolve) => control.close(() => resolve()));
    control.closeAllConnections();
    await Promise.all([closing, ...[...entrances.values(), ...links.values()].map((item) => item.close())]);
  };
  try {
    const kept = config.stateFile ? readRoutings(config.stateFile, config.entrances) : new Map();
    for (const [name, entrance] of Object.entries(config.entrances)) {
      entrances.set(name, await openEntrance(name, entrance, kept.get(name)));
    }
    for (const [name, link] of Object.entries(config.links)) links.set(name, await openLink(name, link));
    const port = await listen(control, config.control, "control");
    const controlUrl = `http://${config.control.host ?? "127.0.0.1"}:${port}`;
    return { controlUrl, state: () => relayState(controlled), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function routingOf({ active, mode, generation }: EntranceState): Routing {
  return { active, mode, generation };
}
