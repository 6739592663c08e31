import canonicalize from "canonicalize";
import type { Actor } from "#core/model/actor.ts";
import type { Json, JsonObject } from "#core/model/json.ts";

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. Given by the caller, for the core has no cryptography. */
export type Sha256 = (text: string) => string;

/** What stands before the first event of a stream (and before the first checkpoint): 32 zero bytes. */
export const genesisHash = "0".repeat(64);

/** What the hash of an event covers. Its position is not in it: that is covered by the checkpoints. */
export type HashedFields = {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly actor: Actor;
  readonly at: string;
  readonly commandId: string;
};

/** Canonical JSON (RFC 8785) of a JSON value. Throws for what is no JSON: a lone surrogate, NaN, an infinity. */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}

/**
 * The hash of an event: SHA-256 over the previous hash of its stream (64 hexadecimal digits, `genesisHash` for the first)
 * and the canonical JSON of its fields, so that each hash seals all before it.
 */
export function eventHash(previousHash: string, event: HashedFields, sha256: Sha256): string {
  return sha256(previousHash + canonicalEvent(event, canonicalJson(event.data), canonicalJson(event.actor)));
}

/**
 * The canonical JSON of an event's fields, composed of the parts that are canonical already: an append needs them apart, too.
 * The members stand in the order RFC 8785 asks for.
 */
export function canonicalEvent(
  event: Omit<HashedFields, "data" | "actor">,
  data: string,
  actor: string,
): string {
  return (
    `{"actor":${actor},"at":${canonicalJson(event.at)},"commandId":${canonicalJson(event.commandId)},"data":${data},` +
    `"stream":${canonicalJson(event.stream)},"type":${canonicalJson(event.type)},"version":${event.version}}`
  );
}
