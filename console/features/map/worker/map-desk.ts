import type { MapAnswers, MapRequest } from "./map-answers.ts";
import type { WorkerReply, WorkerRequest } from "./map-worker.ts";

/** Asks the thread that holds the estate. Answers come in the order of the questions. */
export type MapDesk = {
  /** Rejects where the thread could not answer, and once the desk is closed. */
  ask<Type extends MapRequest["type"]>(
    request: Extract<MapRequest, { readonly type: Type }>,
  ): Promise<MapAnswers[Type]>;
  close(): void;
};

type Waiter = { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void };

/** A thread that has been started before it is needed: it takes as long to start as a small estate to be read. */
let spare: MapDesk | null = null;

/** Starts a thread in advance, while the estate is on its way. */
export function warmMapDesk(): void {
  spare ??= startMapDesk();
}

/** The thread that was started in advance, or a new one; it lives until `close`. */
export function openMapDesk(): MapDesk {
  const desk = spare ?? startMapDesk();
  spare = null;
  return desk;
}

function startMapDesk(): MapDesk {
  const worker = new Worker(new URL("./map-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiter>();
  let last = 0;
  const endAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.addEventListener("message", ({ data }: MessageEvent<WorkerReply>) => {
    const waiter = waiting.get(data.id);
    waiting.delete(data.id);
    if ("failure" in data) waiter?.reject(new Error(data.failure));
    else waiter?.resolve(data.answer as never);
  });
  worker.addEventListener("error", ({ message }) => {
    endAll(new Error(message || "The thread that computes the map has ended. Load the page again."));
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        const message: WorkerRequest = { id: last, request };
        worker.postMessage(message, []);
      }),
    close: () => {
      worker.terminate();
      endAll(new Error("the map was closed"));
    },
  };
}
