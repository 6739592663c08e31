import type { Actor } from "./actor.ts";
import type { JsonObject } from "./json.ts";

/** What a decider returns: what happened, without where and when it was stored. */
export type NewEvent = { readonly type: string; readonly data: JsonObject };

/** An event as it stands in the log. */
export type StoredEvent<Event extends NewEvent = NewEvent> = Event & {
  /** Place in the whole log; grows, may have gaps. */
  readonly position: number;
  /** The aggregate: `run/<id>`. */
  readonly stream: string;
  /** 1, 2, 3 … within the stream, without gaps. */
  readonly version: number;
  /** Who caused it. */
  readonly actor: Actor;
  /** When, ISO 8601 UTC with milliseconds, as told by the command. */
  readonly at: string;
  /** The token of the command that caused it; the same token is carried out once. */
  readonly commandId: string;
  /** SHA-256 in lower-case hex over the previous hash of the stream and this event's canonical JSON. */
  readonly hash: string;
};
