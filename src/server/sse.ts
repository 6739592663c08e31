import type { FastifyReply, FastifyRequest } from "fastify";
import type { StoredEvent } from "#core/model/event.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import type { AppPorts } from "./app-ports.ts";

/** Proxies cut silent connections, and a reader can only tell a dead one by silence. */
const heartbeatSeconds = 15;
/** A reader that is this far behind is cut off; it comes back with its position and has lost nothing. */
const bufferBytesMax = 4_000_000;
/** How soon a session that ended or a token that was revoked takes its feed with it. */
const lookSeconds = 5;
/** How soon a browser connects again. */
const retryMilliseconds = 1000;

/** One event of the feed as Server-Sent Events (WHATWG HTML, section 9.2) want it; the id is what it resumes by. */
export function sseMessage({ position, stream, version, type, at, actor, data }: StoredEvent): string {
  const text = JSON.stringify({ position, stream, version, type, at, actor, data });
  return `id: ${position}\nevent: event\ndata: ${text}\n\n`;
}

/** The position a reader has seen: the header a browser sends when it reconnects, or `?after=`. */
function resumeAfter(request: FastifyRequest, after: number | undefined): number | undefined {
  const header = request.headers["last-event-id"];
  const seen = typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
  return seen ?? after;
}

/** Sends events until the reader goes, falls too far behind, or the server stops. */
export async function streamEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  { feed, metrics }: Pick<AppPorts, "feed" | "metrics">,
  select: {
    readonly prefix: string;
    readonly after: number | undefined;
    readonly only?: string;
    /** Streams that begin so are not for this reader. */
    readonly without?: string | null;
  },
): Promise<void> {
  const leaving = new AbortController();
  const closed = metrics.streamOpened();
  reply.hijack();
  const { raw } = reply;
  raw.on("close", () => leaving.abort());
  raw.on("error", () => leaving.abort());
  raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  const write = (text: string) => {
    if (raw.writableLength > bufferBytesMax) raw.destroy();
    else if (!raw.destroyed) raw.write(text);
  };
  write(`retry: ${retryMilliseconds}\n\n`);
  const heartbeat = setInterval(() => write(":\n\n"), heartbeatSeconds * 1000);
  const stopLooking = endWithIdentity(request, () => leaving.abort());
  try {
    const after = resumeAfter(request, select.after) ?? (await feed.head());
    // Whoever reads the state of things after this message misses nothing: the feed begins before it.
    write(`id: ${after}\nevent: open\ndata: {"position":${after}}\n\n`);
    const options = { prefix: select.prefix, signal: leaving.signal, after };
    for await (const events of feed.subscribe(options)) {
      const wanted = events.filter(({ stream }) => isFor(select, stream));
      if (wanted.length > 0) write(wanted.map(sseMessage).join(""));
    }
  } catch (error) {
    // The answer has begun, so there is nobody to tell: the reader comes back and is told then.
    if (!(error instanceof StoreUnavailable)) throw error;
  } finally {
    clearInterval(heartbeat);
    stopLooking();
    closed();
    raw.end();
  }
}

function isFor(
  { only, without }: { readonly only?: string; readonly without?: string | null },
  stream: string,
): boolean {
  if (only !== undefined && stream !== only) return false;
  return without == null || !stream.startsWith(without);
}

/** Calls `end` once whoever asked is nobody any more. A database that is away ends nothing. */
function endWithIdentity({ identity }: FastifyRequest, end: () => void): () => void {
  if (identity === null) return () => {};
  const timer = setInterval(() => {
    identity.isValid().then(
      (isValid) => (isValid ? undefined : end()),
      () => {},
    );
  }, lookSeconds * 1000);
  return () => clearInterval(timer);
}
