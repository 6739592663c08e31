import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createSseParser } from "./sse-parser.ts";

const text =
  "retry: 1000\n\nid: 7\nevent: open\ndata: {}\n\n:\n\nid: 8\r\ndata: a\r\ndata: b\r\n\r\ndata: ü\n\n";

const expected = [
  { id: "7", event: "open", data: "{}" },
  { id: "8", event: "message", data: "a\nb" },
  { id: "8", event: "message", data: "ü" },
];

test("messages are the same however the text is cut into pieces", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const parser = createSseParser();
      const places = [0, ...cuts.toSorted((one, other) => one - other), text.length];
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
      assert.deepEqual(
        pieces.flatMap((piece) => parser.push(piece)),
        expected,
      );
    }),
  );
});
