import type { DocumentDesk } from "./documents/desk.ts";

/** Takes each batch of a feed as it comes, until the feed ends. */
export async function eachBatch<Events>(
  feed: AsyncIterable<Events>,
  take: (events: Events) => void,
): Promise<void> {
  for await (const events of feed) take(events);
}

/** Learns of what other nodes publish. */
export async function keepReading(feed: AsyncIterable<unknown>, documents: DocumentDesk): Promise<void> {
  for await (const _ of feed) await documents.read().catch(() => {});
}
