import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { Attempt } from "./attempt.ts";
import { inOrder } from "./in-order.ts";

test("attempts are handed on in the order they were sent, whatever order they settle in", () => {
  const orders = fc.integer({ min: 1, max: 40 }).chain((count) => {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    return fc.shuffledSubarray(numbers, { minLength: count });
  });
  fc.assert(
    fc.property(orders, (settled) => {
      const handed: number[] = [];
      const settle = inOrder(1, (attempt) => handed.push(attempt.number));
      for (const number of settled) settle({ number } as Attempt);
      assert.deepEqual(
        handed,
        settled.map((_, index) => index + 1),
      );
    }),
  );
});
