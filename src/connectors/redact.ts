import { type Json, isJsonObject } from "#core/model/json.ts";

/** What stands in the place of a secret. */
export const redacted = "••••";

/** Shorter values are left alone: they cannot be secrets, and hiding them would tear holes into every output. */
const secretCharactersMinimum = 4;

/** The values worth hiding, longest first so that one secret that holds another is hidden whole. */
function worthHiding(secrets: readonly string[]): readonly string[] {
  const values = new Set(secrets.filter((secret) => secret.length >= secretCharactersMinimum));
  return [...values].sort((one, other) => other.length - one.length);
}

/** `text` without the secrets. An encoded form of a secret (base64, percent) is not recognised. */
export function redactText(text: string, secrets: readonly string[]): string {
  return worthHiding(secrets).reduce((rest, secret) => rest.replaceAll(secret, redacted), text);
}

/** `json` without the secrets in its strings and field names. */
export function redactJson(json: Json, secrets: readonly string[]): Json {
  if (typeof json === "string") return redactText(json, secrets);
  if (isJsonObject(json)) {
    const entries = Object.entries(json);
    return Object.fromEntries(
      entries.map(([name, value]) => [redactText(name, secrets), redactJson(value, secrets)]),
    );
  }
  return Array.isArray(json) ? json.map((item: Json) => redactJson(item, secrets)) : json;
}

/** Takes bytes as they come and gives them back without the secrets. */
export type Redactor = {
  /** The bytes that are certain by now; what might be the beginning of a secret is kept back. */
  readonly push: (chunk: Buffer) => Buffer;
  /** The bytes kept back. */
  readonly end: () => Buffer;
};

/** A redactor for a stream of bytes, which finds a secret also where it is torn over two chunks. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const needles = worthHiding(secrets).map((secret) => Buffer.from(secret, "utf8"));
  const longestBytes = Math.max(1, ...needles.map((needle) => needle.length));
  let kept = Buffer.alloc(0);

  const take = (bytes: Buffer, certainBytes: number): Buffer => {
    const parts: Buffer[] = [];
    let start = 0;
    for (;;) {
      const match = findFirst(bytes, needles, start);
      if (!match || match.at >= certainBytes) break;
      parts.push(bytes.subarray(start, match.at), Buffer.from(redacted, "utf8"));
      start = match.at + match.bytes;
    }
    const end = Math.max(start, certainBytes);
    parts.push(bytes.subarray(start, end));
    kept = Buffer.from(bytes.subarray(end));
    return Buffer.concat(parts);
  };

  return {
    push: (chunk) => {
      const bytes = Buffer.concat([kept, chunk]);
      return take(bytes, Math.max(0, bytes.length - longestBytes + 1));
    },
    end: () => take(kept, kept.length),
  };
}

function findFirst(bytes: Buffer, needles: readonly Buffer[], start: number) {
  let first: { readonly at: number; readonly bytes: number } | null = null;
  for (const needle of needles) {
    const at = bytes.indexOf(needle, start);
    if (at >= 0 && (first === null || at < first.at)) first = { at, bytes: needle.length };
  }
  return first;
}
