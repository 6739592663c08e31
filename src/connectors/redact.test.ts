import assert from "node:assert/strict";
import { test } from "node:test";
import { array, constantFrom, assert as holdsForAll, nat, property, uint8Array } from "fast-check";
import { createRedactor, redactJson, redactText, redacted } from "./redact.ts";

function stream(secrets: readonly string[], chunks: readonly Buffer[]): string {
  const redactor = createRedactor(secrets);
  return Buffer.concat([...chunks.map(redactor.push), redactor.end()]).toString("utf8");
}

test("a secret is hidden in a stream however the stream is torn", () => {
  const secret = "pässw0rd";
  const piece = constantFrom("a", "pä", "ssw0", secret, "\n", "rd");
  holdsForAll(
    property(array(piece, { maxLength: 20 }), array(nat(60), { maxLength: 8 }), (pieces, cuts) => {
      const bytes = Buffer.from(pieces.join(""), "utf8");
      const places = [
        0,
        ...cuts.filter((cut) => cut <= bytes.length).sort((one, other) => one - other),
        bytes.length,
      ];
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      assert.equal(stream([secret], chunks), bytes.toString("utf8").replaceAll(secret, redacted));
    }),
  );
});

test("a stream without secrets passes unchanged, byte by byte", () => {
  holdsForAll(
    property(array(uint8Array({ maxLength: 50 }), { maxLength: 10 }), (arrays) => {
      const chunks = arrays.map((array) => Buffer.from(array));
      const redactor = createRedactor(["a-secret-that-is-not-there"]);
      assert.deepEqual(Buffer.concat([...chunks.map(redactor.push), redactor.end()]), Buffer.concat(chunks));
    }),
  );
});

test("of two secrets of which one holds the other none is left over", () => {
  assert.equal(
    redactText("Bearer abcdef and abcdef", ["abcdef", "Bearer abcdef"]),
    `${redacted} and ${redacted}`,
  );
  assert.equal(stream(["abcdef", "Bearer abcdef"], [Buffer.from("Bearer abcdef")]), redacted);
});

test("secrets are hidden in the strings and in the names of a document, and short values are left alone", () => {
  const document = { note: "key s3cr3t", s3cr3t: [1, "s3cr3t", null], port: "443" };
  assert.deepEqual(redactJson(document, ["s3cr3t", "443"]), {
    note: `key ${redacted}`,
    [redacted]: [1, redacted, null],
    port: "443",
  });
});
