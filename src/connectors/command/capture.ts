import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { createRedactor } from "#connectors/redact.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { Evidence } from "#core/model/outcome.ts";
import { excerptOf, withoutTornEnd, withoutTornStart } from "./excerpt.ts";

/** Up to this many bytes stand in the evidence whole; of more, this half from the beginning and this half from the end. */
const textBytesMaximum = 64 * 1024;
const halfBytes = textBytesMaximum / 2;

/** The outputs of a step are read by people and by later steps; the evidence has the rest. */
const outputCharactersMaximum = 4_000;

/** What a program wrote to one of its outputs. */
export type Captured = {
  /** The beginning and the end of it, or all of it up to 64 KB. */
  readonly text: string;
  /** For outputs of steps: `{text, totalBytes, sha256, truncated, note}`, the text shorter. */
  readonly summary: JsonObject;
  readonly evidence: readonly Evidence[];
};

/**
 * Takes in what a program writes, however much it is: hashes all of it and keeps its beginning and its end. Secrets are
 * replaced first, so the hash is over exactly what may be kept.
 */
export function createCapture(name: string, secrets: readonly string[]) {
  const hash = createHash("sha256");
  const redactor = createRedactor(secrets);
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let totalBytes = 0;

  const take = (bytes: Buffer) => {
    hash.update(bytes);
    totalBytes += bytes.length;
    const headPart = bytes.subarray(0, halfBytes - head.length);
    if (headPart.length > 0) head = Buffer.concat([head, headPart]);
    tail = Buffer.concat([tail, bytes.subarray(headPart.length)]).subarray(-halfBytes);
  };

  return {
    write: (chunk: Buffer) => take(redactor.push(chunk)),
    end: (): Captured => {
      take(redactor.end());
      const truncated = totalBytes > head.length + tail.length;
      const pieces = truncated
        ? [withoutTornEnd(head), withoutTornStart(tail)]
        : [Buffer.concat([head, tail])];
      const isText = pieces.every((piece) => isUtf8(piece) && !piece.includes(0));
      const keptBytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
      const text = pieces.map(readable).join(`\n[… ${totalBytes - keptBytes} bytes left out …]\n`);
      const sha256 = hash.digest("hex");
      const note = isText
        ? null
        : "not all of it is text: NUL and bytes that are no UTF-8 are shown as \uFFFD";
      const shown = excerptOf(text, outputCharactersMaximum);
      return {
        text,
        summary: { text: shown, totalBytes, sha256, truncated: truncated || shown !== text, note },
        evidence: evidenceOf(name, text, sha256, { isText, isWhole: isText && !truncated }),
      };
    },
  };
}

/**
 * Text stands in the evidence only where it is exactly what was hashed; what is left of a longer or a binary output is a
 * piece of evidence of its own, with its own hash, so that whoever verifies finds every hash to be that of its text.
 */
function evidenceOf(
  name: string,
  text: string,
  sha256: string,
  { isText, isWhole }: { readonly isText: boolean; readonly isWhole: boolean },
): readonly Evidence[] {
  const mediaType = isText ? "text/plain" : "application/octet-stream";
  if (isWhole) return [{ name, mediaType, sha256, text }];
  const excerpt = { name: `${name}-excerpt`, mediaType: "text/plain", text };
  return [
    { name, mediaType, sha256 },
    { ...excerpt, sha256: createHash("sha256").update(text).digest("hex") },
  ];
}

/** Bytes as text that a database and a browser take: no NUL, no halves of characters. */
function readable(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll("\0", "\uFFFD");
}
