import { plainMarkup } from "./markup.ts";
import type { PublishedIncident, StatusPage } from "./status-page.ts";

const entriesMax = 100;

/** The page as a feed (Atom, RFC 4287): one entry for each text, the newest first. */
export function pageAtom({ title, audience, madeAt, current, past }: StatusPage): string {
  const entries = [...current, ...past]
    .flatMap((incident) => incident.updates.map((update) => ({ incident, ...update })))
    .toSorted((one, other) => (one.publishedAt < other.publishedAt ? 1 : -1))
    .slice(0, entriesMax);
  const updated = entries[0]?.publishedAt ?? madeAt;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <title>${plainMarkup(title)}</title>`,
    `  <id>urn:holdfast:status-page:${encodeURIComponent(audience.trim().toLowerCase())}</id>`,
    `  <updated>${updated}</updated>`,
    `  <author><name>${plainMarkup(title)}</name></author>`,
    '  <link rel="alternate" type="text/html" href="index.html"/>',
    '  <link rel="self" type="application/atom+xml" href="feed.atom"/>',
    ...entries.map((entry) => entryText(entry.incident, entry)),
    "</feed>",
    "",
  ].join("\n");
}

function entryText(
  { isExercise }: PublishedIncident,
  { id, text, publishedAt }: PublishedIncident["updates"][number],
): string {
  const [firstLine = ""] = text.trim().split("\n");
  return [
    "  <entry>",
    `    <title>${isExercise ? "EXERCISE: " : ""}${plainMarkup(firstLine)}</title>`,
    `    <id>urn:holdfast:update:${encodeURIComponent(id)}</id>`,
    `    <published>${publishedAt}</published>`,
    `    <updated>${publishedAt}</updated>`,
    `    <link rel="alternate" type="text/html" href="index.html#update-${encodeURIComponent(id)}"/>`,
    `    <content type="text">${plainMarkup(text)}</content>`,
    "  </entry>",
  ].join("\n");
}
