/** The beginning and the end of a text, or all of it where it is short enough. */
export function excerptOf(text: string, charactersMaximum: number): string {
  if (text.length <= charactersMaximum) return text;
  const half = Math.floor(charactersMaximum / 2);
  // A character outside the basic plane is two units; half of one is no character.
  const [start, end] = [
    text.slice(0, half).replace(/[\uD800-\uDBFF]$/, ""),
    text.slice(-half).replace(/^[\uDC00-\uDFFF]/, ""),
  ];
  return `${start}\n[… ${text.length - start.length - end.length} characters left out …]\n${end}`;
}

/** UTF-8 without the character that a cut at its end has torn (RFC 3629: the lead byte says how long it is). */
export function withoutTornEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** UTF-8 without the rest of a character that a cut at its beginning has torn. */
export function withoutTornStart(bytes: Buffer): Buffer {
  let start = 0;
  while (start < Math.min(3, bytes.length) && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return bytes.subarray(start);
}
