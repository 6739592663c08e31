import { type ClientOptions, identityHeaders, type Schemas } from "./client.ts";
import { createSseParser } from "./sse-parser.ts";

/** An event as the feed tells it. */
export type FeedEvent = Pick<
  Schemas["Event"],
  "position" | "stream" | "version" | "type" | "at" | "actor" | "data"
>;

export type FeedMessage =
  /** Connected; what is read from now on is not older than what follows. Comes again after each reconnect. */
  | { readonly type: "open"; readonly position: number }
  | { readonly type: "event"; readonly event: FeedEvent }
  /** The connection is gone; it is tried again by itself after `retrySeconds`. */
  | { readonly type: "lost"; readonly reason: string; readonly retrySeconds: number };

export type FeedOptions = ClientOptions & {
  /** Only the events of this run. */
  readonly run?: string;
  /** Position of the last event seen; absent: only what comes from now on. */
  readonly after?: number;
  readonly signal: AbortSignal;
};

const firstRetrySeconds = 0.25;
const retrySecondsMax = 5;
/** The server says something each 15 s; a connection that is silent for longer is dead without knowing it. */
const silenceSecondsMax = 40;

/** Follows the feed until the signal is aborted, through lost connections and restarts of the server: no event is missed or comes twice. */
export async function* followFeed(options: FeedOptions): AsyncGenerator<FeedMessage> {
  const { signal } = options;
  let after = options.after;
  let retrySeconds = firstRetrySeconds;
  while (!signal.aborted) {
    let reason = "the server ended the connection";
    try {
      for await (const message of readConnection(options, after)) {
        retrySeconds = firstRetrySeconds;
        after = message.type === "event" ? message.event.position : message.position;
        yield message;
      }
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    if (signal.aborted) return;
    yield { type: "lost", reason, retrySeconds };
    await pause(retrySeconds, signal);
    retrySeconds = Math.min(retrySeconds * 2, retrySecondsMax);
  }
}

async function* readConnection(
  options: FeedOptions,
  after: number | undefined,
): AsyncGenerator<Exclude<FeedMessage, { readonly type: "lost" }>> {
  const path =
    options.run === undefined ? "/api/v1/feed" : `/api/v1/runs/${encodeURIComponent(options.run)}/feed`;
  const silence = new AbortController();
  const alive = () =>
    setTimeout(() => silence.abort(new Error("the connection is silent")), silenceSecondsMax * 1000);
  let timer = alive();
  try {
    const response = await (options.fetch ?? fetch)(`${options.baseUrl}${path}`, {
      headers: {
        ...identityHeaders(options),
        accept: "text/event-stream",
        ...(after === undefined ? {} : { "Last-Event-ID": String(after) }),
      },
      signal: AbortSignal.any([options.signal, silence.signal]),
    });
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
    const parser = createSseParser();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(timer);
      timer = alive();
      for (const { event, data } of parser.push(decoder.decode(piece.value, { stream: true }))) {
        if (event === "open") yield { type: "open", ...(JSON.parse(data) as { readonly position: number }) };
        if (event === "event") yield { type: "event", event: JSON.parse(data) as FeedEvent };
      }
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}
