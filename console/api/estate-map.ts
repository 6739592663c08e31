import { ask, clientOf } from "./ask.ts";

/** The estate in columns, as the server wrote it down: a thread reads it, so that the page does not stand still. */
export type EstateMapBytes = {
  readonly bytes: ArrayBuffer;
  /** Another one when it is another estate. */
  readonly version: string;
};

/** Reads the map. Of one that the browser has already, only the word that it is current comes over the wire. */
export async function fetchEstateMap(actor: string | null, signal: AbortSignal): Promise<EstateMapBytes> {
  const call = clientOf(actor).GET("/api/v1/estate/map", { parseAs: "arrayBuffer", signal });
  const bytes = await ask<ArrayBuffer>(call);
  const { response } = await call;
  return { bytes, version: response.headers.get("etag") ?? `${bytes.byteLength}` };
}
