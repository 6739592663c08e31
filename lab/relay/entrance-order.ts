import { type EntranceMode, entranceModes, ShapeError } from "./config.ts";
import { readNumber, readObject, readWord } from "./read-shape.ts";

/** What an entrance has been ordered to do. `generation` counts the orders that changed something. */
export type Routing = {
  readonly active: string | null;
  readonly mode: EntranceMode;
  readonly generation: number;
};

/** An order to an entrance. Fields that are absent stay as they are; all that are given take effect at once. */
export type EntranceOrder = {
  readonly active?: string | null;
  readonly mode?: EntranceMode;
  /** The order counts only when the generation is still this one (compare and set). */
  readonly ifGeneration?: number;
  /** Gives up the requests that are in flight: their clients get 502 and do not know what became of them. */
  readonly cutInFlight?: boolean;
};

/** The order in a JSON value; throws `ShapeError`. `targets` are the names that may become active. */
export function parseEntranceOrder(value: unknown, targets: readonly string[]): EntranceOrder {
  const fields = readObject(value, "order", ["active", "mode", "ifGeneration", "cutInFlight"]);
  const { active, mode, ifGeneration, cutInFlight } = fields;
  if (cutInFlight !== undefined && typeof cutInFlight !== "boolean") {
    throw new ShapeError("order.cutInFlight: expected true or false");
  }
  return {
    ...(active === undefined
      ? {}
      : { active: active === null ? null : readWord(active, "order.active", targets) }),
    ...(mode === undefined ? {} : { mode: readWord(mode, "order.mode", entranceModes) }),
    ...(ifGeneration === undefined
      ? {}
      : { ifGeneration: readNumber(ifGeneration, "order.ifGeneration", 0, Number.MAX_SAFE_INTEGER) }),
    ...(cutInFlight === undefined ? {} : { cutInFlight }),
  };
}

/** The routing after an order, or null when the generation has moved on. Target and mode change as one. */
export function applyEntranceOrder(routing: Routing, order: EntranceOrder): Routing | null {
  if (order.ifGeneration !== undefined && order.ifGeneration !== routing.generation) return null;
  const active = order.active === undefined ? routing.active : order.active;
  const mode = order.mode ?? routing.mode;
  if (active === routing.active && mode === routing.mode) return routing;
  return { active, mode, generation: routing.generation + 1 };
}
