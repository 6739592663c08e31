import type { PublicationFacts } from "./commands.ts";
import type { DocumentsEvent, PublicationSource } from "./events.ts";
import { type DocumentsState, partKey } from "./state.ts";

/** Readers of the log get one event at a time: none of them is larger than this many documents. */
const changesPerEvent = 500;

function* pieces<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** The events of one publication, to be stored together or not at all. */
export function publicationEvents(
  facts: PublicationFacts,
  { stale }: Pick<DocumentsState, "stale">,
  { source, title }: { readonly source: PublicationSource; readonly title: string },
): readonly DocumentsEvent[] {
  const number = facts.on + 1;
  const { changes, revision, documents, marks } = facts;
  const reviewed = facts.reviewed.filter((part) => stale.has(partKey(part)));
  const proposal = source.type === "proposal" ? source.proposal : null;
  const events: DocumentsEvent[] = [...pieces(changes, changesPerEvent)].map((some) => ({
    type: "DocumentsChanged",
    data: { number, changes: some },
  }));
  events.push({
    type: "EstatePublished",
    data: { number, revision, documents, changed: changes.length, source, title },
  });
  if (reviewed.length > 0) {
    events.push({ type: "PartsReviewed", data: { parts: reviewed, note: title, proposal } });
  }
  for (const some of pieces(marks, changesPerEvent)) {
    events.push({ type: "PartsMarkedStale", data: { number, marks: some } });
  }
  return events;
}
