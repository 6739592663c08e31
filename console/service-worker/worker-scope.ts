/** An event that lasts until what was given to it has ended. */
type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void };

type FetchEvent = ExtendableEvent & {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
};

/**
 * The part of a service worker's surroundings that ours uses (Service Workers, W3C). The console is
 * checked with the types of a page, beside which those of a worker cannot stand.
 */
export type WorkerScope = {
  readonly location: { readonly origin: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
};
