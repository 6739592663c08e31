import type { StoredEvent } from "#core/model/event.ts";
import type { ExcerptSeal } from "./bundle.ts";
import { eventName, hashOf } from "./chain.ts";
import type { Sha256 } from "./event-hash.ts";

/**
 * Checks the events of an excerpt: each is one the manifest names, and its hash follows from its content and the hash before
 * it. That the hash stands in the log is for the checkpoints to show. Returns the problems.
 */
export function excerptProblems(
  events: readonly StoredEvent[],
  excerpt: readonly ExcerptSeal[],
  sha256: Sha256,
): readonly string[] {
  const problems: string[] = [];
  const keyOf = (stream: string, version: number) => `${stream} version ${version}`;
  const missing = new Map(excerpt.map((seal) => [keyOf(seal.stream, seal.version), seal]));
  let position = 0;
  for (const event of events) {
    const key = keyOf(event.stream, event.version);
    const seal = missing.get(key);
    missing.delete(key);
    const name = eventName(event);
    if (seal === undefined) problems.push(`${name} is there twice or not in the manifest`);
    else if (seal.hash !== event.hash || hashOf(seal.previous, event, sha256) !== event.hash) {
      problems.push(`${name} was changed: its content does not match its hash`);
    } else if (event.position <= position) problems.push(`${name} stands out of order`);
    position = Math.max(position, event.position);
  }
  for (const key of missing.keys()) problems.push(`${key} is missing`);
  return problems;
}
