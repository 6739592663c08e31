import type { StoredEvent } from "#core/model/event.ts";

/** What the feed tells about itself. */
export type FeedListener = {
  /** Connected: whatever is read from now on misses nothing. */
  readonly onOpen: () => void;
  readonly onEvent: (event: StoredEvent) => void;
  /** Anything arrived, be it only a heartbeat. */
  readonly onHeard: () => void;
  readonly onLost: (reason: string) => void;
};

const silenceMillisecondsMax = 40_000;
const retryMilliseconds = { first: 500, most: 5000 };

type Block = { readonly id: string | null; readonly name: string; readonly data: string };

function parseBlock(text: string): Block {
  const data: string[] = [];
  let id: string | null = null;
  let name = "message";
  for (const line of text.split("\n")) {
    if (line.startsWith("id:")) id = line.slice(3).trim();
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
  }
  return { id, name, data: data.join("\n") };
}

/** Reads one connection until it ends or falls silent; resolves with the last id. */
async function readStream(
  response: Response,
  listener: FeedListener,
  last: string | null,
  signal: AbortController,
) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let lastId = last;
  while (reader) {
    const silence = setTimeout(() => signal.abort(), silenceMillisecondsMax);
    const { done, value } = await reader.read().finally(() => clearTimeout(silence));
    if (done) break;
    listener.onHeard();
    const blocks = (rest + value.replaceAll("\r\n", "\n")).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks.map(parseBlock)) {
      if (block.id !== null) lastId = block.id;
      if (block.name === "open") listener.onOpen();
      if (block.name === "event") listener.onEvent(JSON.parse(block.data) as StoredEvent);
    }
  }
  return lastId;
}

/** Follows all events, for ever: resumes where it was cut. Returns what stops it. */
export function followFeed(actor: string | null, listener: FeedListener): () => void {
  let isStopped = false;
  let current = new AbortController();
  let lastId: string | null = null;
  const follow = async () => {
    let wait = retryMilliseconds.first;
    while (!isStopped) {
      current = new AbortController();
      try {
        const headers: Record<string, string> = { accept: "text/event-stream" };
        if (lastId !== null) headers["last-event-id"] = lastId;
        if (actor !== null) headers["x-holdfast-actor"] = actor;
        const response = await fetch("/api/v1/feed", { headers, signal: current.signal });
        if (!response.ok) throw new Error(`The server answered ${response.status}.`);
        wait = retryMilliseconds.first;
        const note = (event: StoredEvent) => {
          lastId = String(event.position);
          listener.onEvent(event);
        };
        lastId = await readStream(response, { ...listener, onEvent: note }, lastId, current);
        throw new Error("The server closed the connection.");
      } catch (error) {
        if (isStopped) return;
        listener.onLost(error instanceof Error ? error.message : String(error));
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, retryMilliseconds.most);
    }
  };
  void follow();
  return () => {
    isStopped = true;
    current.abort();
  };
}
