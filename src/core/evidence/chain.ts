import type { StoredEvent } from "#core/model/event.ts";
import { eventHash, genesisHash, type Sha256 } from "./event-hash.ts";

/** Where each stream stands while events are checked one by one. */
export type ChainState = Map<string, { readonly version: number; readonly hash: string }>;

/**
 * Checks that an event continues its stream and that its hash seals its content; returns what is wrong, naming the event, or null.
 * The state moves on in either case, so that one bad event is one problem.
 */
export function checkNext(state: ChainState, event: StoredEvent, sha256: Sha256): string | null {
  const before = state.get(event.stream) ?? { version: 0, hash: genesisHash };
  state.set(event.stream, { version: Math.max(event.version, before.version), hash: event.hash });
  const name = eventName(event);
  if (event.version <= before.version)
    return `${name} is there twice or out of order (after version ${before.version})`;
  if (event.version !== before.version + 1) {
    const missing = before.version + 1;
    const which =
      missing === event.version - 1
        ? `version ${missing} is`
        : `versions ${missing} to ${event.version - 1} are`;
    return `${event.stream}: ${which} missing before version ${event.version} (${event.type})`;
  }
  if (hashOf(before.hash, event, sha256) !== event.hash) {
    return `${name} was changed: its content, or the hash of the event before it, does not match its hash`;
  }
  return null;
}

/** The hash an event must have after `previousHash`; null where its content has no canonical form. */
export function hashOf(previousHash: string, event: StoredEvent, sha256: Sha256): string | null {
  try {
    return eventHash(previousHash, event, sha256);
  } catch {
    // A changed byte can make a string that has no canonical form (a lone surrogate): it matches no hash.
    return null;
  }
}

/** An event for a person: stream, version, type. */
export function eventName(event: Pick<StoredEvent, "stream" | "version" | "type">): string {
  return `${event.stream} version ${event.version} (${event.type})`;
}
