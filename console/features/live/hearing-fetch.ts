import { gatedFetch } from "../../api/session-gate.ts";
import { connectionHeard } from "./connection.ts";

/** `fetch` that notes each piece that arrives, heartbeats included: how old the page is when it stops. */
export async function hearingFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await gatedFetch(input, init);
  if (response.body === null) return response;
  const noting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      connectionHeard();
      controller.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(noting), response);
}
