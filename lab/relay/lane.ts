import type { Socket } from "node:net";
import type { LinkMode } from "./config.ts";

/** How a link treats what passes through it, in each direction. */
export type LinkShape = {
  readonly mode: LinkMode;
  readonly delayMilliseconds: number;
  /** null is as fast as it goes. */
  readonly bytesPerSecond: number | null;
};

/** What is read but not passed on stays below this, so that a slow lane slows its sender down. */
const queuedBytesMaximum = 4 * 1024 * 1024;

export type Lane = {
  /** Looks at the shape again; called after every change of it. */
  readonly pump: () => void;
  readonly stop: () => void;
  readonly passedBytes: () => number;
};

type Parcel = { readonly dueAt: number; readonly chunk: Buffer | "end" };

/**
 * One direction of a connection. A cut stops the reading, so nothing is lost: what was sent before and
 * during the cut arrives after it, as TCP's own retransmission would have it, unless an end gives up.
 */
export function openLane(from: Socket, to: Socket, shape: () => LinkShape): Lane {
  const parcels: Parcel[] = [];
  let queuedBytes = 0;
  let passedBytes = 0;
  let freeAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const accept = (chunk: Buffer) => {
    const { delayMilliseconds, bytesPerSecond } = shape();
    // Twenty pieces a second make a narrow link flow instead of coming in gulps.
    const pieceBytes = bytesPerSecond === null ? chunk.length : Math.max(1, Math.floor(bytesPerSecond / 20));
    for (let start = 0; start < chunk.length; start += pieceBytes) {
      const piece = chunk.subarray(start, start + pieceBytes);
      const sendMilliseconds = bytesPerSecond === null ? 0 : (piece.length / bytesPerSecond) * 1000;
      freeAt = Math.max(performance.now(), freeAt) + sendMilliseconds;
      parcels.push({ dueAt: freeAt + delayMilliseconds, chunk: piece });
    }
    queuedBytes += chunk.length;
    pump();
  };

  const passOn = (parcel: Parcel) => {
    if (to.destroyed) return;
    if (parcel.chunk === "end") return void to.end();
    queuedBytes -= parcel.chunk.length;
    passedBytes += parcel.chunk.length;
    to.write(parcel.chunk);
  };

  const pump = () => {
    clearTimeout(timer);
    timer = undefined;
    if (shape().mode === "cut") return void from.pause();
    for (let next = parcels[0]; next && !to.writableNeedDrain; next = parcels[0]) {
      const waitMilliseconds = next.dueAt - performance.now();
      if (waitMilliseconds > 0) {
        timer = setTimeout(pump, waitMilliseconds);
        break;
      }
      parcels.shift();
      passOn(next);
    }
    if (queuedBytes < queuedBytesMaximum && !to.writableNeedDrain) from.resume();
    else from.pause();
  };

  from.on("data", accept);
  from.on("end", () => {
    parcels.push({ dueAt: Math.max(performance.now(), freeAt) + shape().delayMilliseconds, chunk: "end" });
    pump();
  });
  to.on("drain", pump);
  pump();
  return { pump, stop: () => clearTimeout(timer), passedBytes: () => passedBytes };
}
