import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeFile } from "./decode-file.ts";

const decoded = (bytes: Buffer) => {
  const source = decodeFile("f.yaml", bytes);
  return source.type === "binary" ? [source.detail, source.span.line, source.span.column] : source.type;
};

test("text in UTF-8 is text, with and without a byte order mark", () => {
  assert.equal(decoded(Buffer.from("naïve: 日本 😀\n")), "text");
  assert.equal(decoded(Buffer.from("\uFEFFa: 1\n")), "text");
  assert.equal(decoded(Buffer.alloc(0)), "text");
});

test("the first byte that is no UTF-8 is told with its place, in the units of an editor", () => {
  const latin1 = Buffer.concat([Buffer.from("a: 😀\nb: na"), Buffer.of(0xef), Buffer.from("ve\n")]);
  assert.deepEqual(decoded(latin1), ["the byte EF (hexadecimal) is none", 2, 6]);
  const cut = Buffer.from("a: 日").subarray(0, 5);
  assert.deepEqual(decoded(cut), ["the byte E6 (hexadecimal) is none", 1, 4]);
});

test("a replacement character that somebody wrote is not taken for a damaged byte", () => {
  assert.deepEqual(decoded(Buffer.concat([Buffer.from("a: \uFFFD\n"), Buffer.of(0x80)])), [
    "the byte 80 (hexadecimal) is none",
    2,
    1,
  ]);
});

test("UTF-16 is called by its name, with and without its mark, and other binary files by their first zero", () => {
  assert.deepEqual(decoded(Buffer.from("\uFEFFkind: Team", "utf16le")), [
    "it is UTF-16 (little-endian)",
    1,
    1,
  ]);
  assert.deepEqual(decoded(Buffer.from("kind: Team", "utf16le")), ["it is UTF-16 (little-endian)", 1, 1]);
  assert.deepEqual(decoded(Buffer.from("kind: Team", "utf16le").swap16()), [
    "it is UTF-16 (big-endian)",
    1,
    1,
  ]);
  assert.deepEqual(decoded(Buffer.from("a: 1\nb: \0")), ["it holds the byte 0", 2, 4]);
});
