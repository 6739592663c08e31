import { canonicalEvent, canonicalJson } from "#core/evidence/event-hash.ts";
import type { Actor } from "#core/model/actor.ts";
import type { NewEvent } from "#core/model/event.ts";
import { sha256Hex } from "./sha256.ts";

/** Events with their hashes, as columns: what one insert statement takes. */
export type SealedEvents = {
  readonly types: readonly string[];
  /** Canonical JSON of each event's data. */
  readonly data: readonly string[];
  readonly actor: string;
  readonly hashes: readonly string[];
};

type Decision = {
  readonly stream: string;
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
  readonly actor: Actor;
  readonly at: string;
  readonly commandId: string;
};

/** Chains new events to the hash of the one before them. Throws when `at` is not ISO 8601 UTC with milliseconds: it is hashed as it will be read. */
export function sealEvents(previousHash: string, decision: Decision): SealedEvents {
  if (new Date(decision.at).toISOString() !== decision.at) {
    throw new RangeError(`"at" must be ISO 8601 UTC with milliseconds, not ${decision.at}`);
  }
  const actor = canonicalJson(decision.actor);
  const data = decision.events.map((event) => canonicalJson(event.data));
  const hashes: string[] = [];
  let previous = previousHash;
  for (const [index, event] of decision.events.entries()) {
    const fields = {
      stream: decision.stream,
      version: decision.expectedVersion + 1 + index,
      type: event.type,
      at: decision.at,
      commandId: decision.commandId,
    };
    previous = sha256Hex(previous + canonicalEvent(fields, data[index] ?? "", actor));
    hashes.push(previous);
  }
  return { types: decision.events.map((event) => event.type), data, actor, hashes };
}
