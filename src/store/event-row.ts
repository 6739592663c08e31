import type { Actor } from "#core/model/actor.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { JsonObject } from "#core/model/json.ts";

/** A row of the event table as the driver gives it. */
export type EventRow = {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly actor: Actor;
  readonly at: Date;
  readonly command_id: string;
  readonly hash: Buffer;
};

/** The columns of `EventRow`. */
export const eventColumns = "position, stream, version, type, data, actor, at, command_id, hash";

export function storedEvent(row: EventRow): StoredEvent {
  return {
    position: row.position,
    stream: row.stream,
    version: row.version,
    type: row.type,
    data: row.data,
    actor: row.actor,
    at: row.at.toISOString(),
    commandId: row.command_id,
    hash: row.hash.toString("hex"),
  };
}
