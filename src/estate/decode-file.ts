import { isUtf8 } from "node:buffer";
import { startOfFile } from "#core/document/parse-tree.ts";
import type { SourceFile } from "#core/document/source-file.ts";
import type { Span } from "#core/model/diagnostic.ts";

/** UTF-8, with or without a byte order mark; anything else, and text with NUL, is no text. */
export function decodeFile(file: string, bytes: Buffer): SourceFile {
  const utf16 = utf16Name(bytes);
  if (utf16 !== null) return { type: "binary", file, detail: `it is ${utf16}`, span: startOfFile };
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { type: "binary", file, detail: "it holds the byte 0", span: spanAt(bytes, nul) };
  if (isUtf8(bytes)) return { type: "text", file, text: bytes.toString("utf8") };
  const at = firstInvalid(bytes);
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  return { type: "binary", file, detail: `the byte ${byte} (hexadecimal) is none`, span: spanAt(bytes, at) };
}

/** UTF-16 by its byte order mark, or by every second byte of its beginning being 0, as in what Windows writes. */
function utf16Name(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "UTF-16 (little-endian)";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "UTF-16 (big-endian)";
  const head = bytes.subarray(0, 64);
  if (head.length < 4) return null;
  const zeros = (parity: number) => head.every((byte, index) => (index % 2 === parity) === (byte === 0));
  if (zeros(1)) return "UTF-16 (little-endian)";
  return zeros(0) ? "UTF-16 (big-endian)" : null;
}

/** The first byte that decoding replaces by U+FFFD, where nobody has written that character. */
function firstInvalid(bytes: Buffer): number {
  const text = bytes.toString("utf8");
  let [from, offset] = [0, 0];
  for (let at = text.indexOf("\uFFFD"); at >= 0; at = text.indexOf("\uFFFD", from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(offset, offset + 3).equals(replacement)) return offset;
    offset += replacement.length;
    from = at + 1;
  }
  return bytes.length;
}

const replacement = Buffer.from("\uFFFD");

/** The place of a byte, in lines and UTF-16 units as everywhere. */
function spanAt(bytes: Buffer, at: number): Span {
  const before = bytes
    .subarray(0, at)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  const line = before.split("\n").length;
  const column = before.length - before.lastIndexOf("\n");
  return { line, column, endLine: line, endColumn: column + 1 };
}
