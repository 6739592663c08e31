// A thread of the browser that holds one estate and answers what the page asks, one question after the other.
import { createAnswerer, type MapRequest } from "./map-answers.ts";

export type WorkerRequest = { readonly id: number; readonly request: MapRequest };
export type WorkerReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: string };

const answer = createAnswerer();

function reply({ id, request }: WorkerRequest): WorkerReply {
  try {
    return { id, answer: answer(request) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) =>
  self.postMessage(reply(data), { transfer: [] }),
);
