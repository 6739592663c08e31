/** Encodings a file to import may have. */
export const importEncodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type ImportEncoding = (typeof importEncodings)[number];

export type DecodedText =
  | { readonly type: "text"; readonly text: string; readonly encoding: ImportEncoding }
  | { readonly type: "not-text"; readonly reason: string };

/** Where the bytes of a file stop to be of one encoding. */
type Position = { readonly line: number; readonly column: number };

/**
 * Decodes a file: as told, by its byte order mark, as UTF-8, or, where `mayGuess` (tables from office
 * programs), as Windows-1252 when it is no UTF-8 anywhere. A file that is UTF-8 in one place and not in
 * another has been put together from two, and reading it either way would garble one of them.
 */
export function decodeText(bytes: Uint8Array, told: ImportEncoding | null, mayGuess: boolean): DecodedText {
  const encoding = told ?? encodingByMark(bytes);
  if (encoding !== null) return decodeAs(bytes, encoding);
  const utf8 = decodeAs(bytes, "utf-8");
  if (utf8.type === "text" && !utf8.text.includes("\0")) return utf8;
  const wrong = firstWrongByte(bytes);
  if (bytes.includes(0)) {
    const reason = "it is no text: it holds NUL bytes (UTF-16 without its mark? say --encoding utf-16le)";
    return { type: "not-text", reason };
  }
  const where = `line ${wrong.line}, column ${wrong.column}`;
  if (!mayGuess)
    return { type: "not-text", reason: `it is not UTF-8 at ${where}; say which with --encoding` };
  if (hasLongSequence(bytes)) {
    const reason = `it mixes encodings: UTF-8 elsewhere, but not at ${where}; save it in one, or say --encoding`;
    return { type: "not-text", reason };
  }
  return decodeAs(bytes, "windows-1252");
}

function encodingByMark(bytes: Uint8Array): ImportEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "utf-8" : null;
}

function decodeAs(bytes: Uint8Array, encoding: ImportEncoding): DecodedText {
  try {
    return { type: "text", text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    const where = encoding === "utf-8" ? firstWrongByte(bytes) : null;
    const at = where === null ? "" : ` at line ${where.line}, column ${where.column}`;
    return { type: "not-text", reason: `it is not ${encoding}${at}` };
  }
}

/** The place (columns in bytes) of the first byte that is no UTF-8. */
function firstWrongByte(bytes: Uint8Array): Position {
  let [low, high] = [0, bytes.length];
  // The longest prefix that decodes when more may follow, by halving.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  const before = bytes.subarray(0, low);
  const line = before.reduce((count, byte) => (byte === 10 ? count + 1 : count), 1);
  return { line, column: low - before.lastIndexOf(10) };
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether some letter beyond ASCII is well-formed UTF-8 of two bytes or more. */
function hasLongSequence(bytes: Uint8Array): boolean {
  for (let at = 0; at + 1 < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc3 && byte < 0xe0 ? 2 : 0;
    if (length === 0 || byte >= 0xf5) continue;
    let follow = 1;
    while (follow < length && ((bytes[at + follow] ?? 0) & 0xc0) === 0x80) follow++;
    if (follow === length) return true;
  }
  return false;
}
