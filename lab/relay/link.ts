import net, { type Socket } from "node:net";
import { type LinkConfig, linkModes, parseTarget } from "./config.ts";
import { type Lane, type LinkShape, openLane } from "./lane.ts";
import { listen } from "./listen.ts";
import { readNumber, readObject, readWord } from "./read-shape.ts";

export type LinkState = LinkShape & {
  readonly connections: number;
  /** Bytes passed on in both directions since the relay was started. */
  readonly passedBytes: number;
  readonly port: number;
  readonly target: string;
};

export type Link = {
  readonly state: () => LinkState;
  readonly apply: (order: Partial<LinkShape>) => void;
  readonly close: () => Promise<void>;
};

/** The order in a JSON value; fields that are absent stay as they are. Throws `ShapeError`. */
export function parseLinkOrder(value: unknown): Partial<LinkShape> {
  const fields = readObject(value, "order", ["mode", "delayMilliseconds", "bytesPerSecond"]);
  const { mode, delayMilliseconds: delay, bytesPerSecond: rate } = fields;
  return {
    ...(mode === undefined ? {} : { mode: readWord(mode, "order.mode", linkModes) }),
    ...(delay === undefined
      ? {}
      : { delayMilliseconds: readNumber(delay, "order.delayMilliseconds", 0, 60_000) }),
    ...(rate === undefined
      ? {}
      : { bytesPerSecond: rate === null ? null : readNumber(rate, "order.bytesPerSecond", 1, 1e12) }),
  };
}

type Connection = {
  readonly pump: () => void;
  readonly reset: () => void;
  readonly destroy: () => void;
  readonly passedBytes: () => number;
};

/** A TCP link between two sites, into which faults can be injected while connections are open. */
export async function openLink(name: string, config: LinkConfig): Promise<Link> {
  let shape: LinkShape = { mode: "open", delayMilliseconds: 0, bytesPerSecond: null };
  let closedBytes = 0;
  const connections = new Set<Connection>();

  // Both ends may close one direction alone, as TCP lets them; nothing is read before both are there.
  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (near) => {
    if (shape.mode === "reset") return void near.resetAndDestroy();
    const connection = join(
      near,
      config.target,
      () => shape,
      () => {
        // Both of its sockets report their end; it is counted once.
        if (connections.delete(connection)) closedBytes += connection.passedBytes();
      },
    );
    connections.add(connection);
  });
  const port = await listen(server, config.listen, `link ${name}`);

  return {
    state: () => ({
      ...shape,
      connections: connections.size,
      passedBytes: [...connections].reduce((sum, { passedBytes }) => sum + passedBytes(), closedBytes),
      port,
      target: config.target,
    }),
    apply: (order) => {
      shape = { ...shape, ...order };
      for (const connection of connections) {
        if (shape.mode === "reset") connection.reset();
        else connection.pump();
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of connections) connection.destroy();
      }),
  };
}

/**
 * Joins a connection to its target. While the link is cut neither a new connection nor the end of an
 * old one gets through: the other side learns of both when the link is healed, not before.
 */
function join(near: Socket, target: string, shape: () => LinkShape, onClosed: () => void): Connection {
  const far = new net.Socket({ allowHalfOpen: true });
  far.setNoDelay(true);
  let lanes: readonly Lane[] = [];
  let asked = false;
  let broken = false;
  const destroy = () => {
    for (const lane of lanes) lane.stop();
    near.destroy();
    far.destroy();
  };
  const reset = () => {
    near.resetAndDestroy();
    if (asked) far.resetAndDestroy();
    destroy();
  };
  const pump = () => {
    if (shape().mode === "cut") return pumpLanes();
    if (broken) return reset();
    if (!asked) {
      asked = true;
      far.connect(parseTarget(target, "target"), () => {
        lanes = [openLane(near, far, shape), openLane(far, near, shape)];
      });
    }
    pumpLanes();
  };
  const pumpLanes = () => {
    for (const lane of lanes) lane.pump();
  };
  const onBreak = () => {
    broken = true;
    pump();
  };
  near.on("error", onBreak);
  far.on("error", onBreak);
  const onClose = () => {
    if ((near.destroyed || near.closed) && (far.destroyed || far.closed)) onClosed();
  };
  near.once("close", onClose);
  far.once("close", onClose);
  pump();
  const passedBytes = () => lanes.reduce((sum, lane) => sum + lane.passedBytes(), 0);
  return { pump, reset, destroy, passedBytes };
}
