import assert from "node:assert/strict";
import { test } from "node:test";
import { lossAfter } from "./loss-after.ts";

const eur = (afterSeconds: number, amount: number) => ({ afterSeconds, amount, currency: "EUR" });

test("[A1.1] what an outage costs follows the curve: straight between its points, from nothing", () => {
  const curve = [eur(3600, 10_000), eur(28_800, 250_000)];
  const amount = (seconds: number) => lossAfter([curve], seconds);
  assert.deepEqual(amount(0), [{ currency: "EUR", amount: 0, isAtLeast: false }]);
  assert.deepEqual(amount(1800), [{ currency: "EUR", amount: 5000, isAtLeast: false }]);
  assert.deepEqual(amount(3600), [{ currency: "EUR", amount: 10_000, isAtLeast: false }]);
  assert.deepEqual(amount(16_200), [{ currency: "EUR", amount: 130_000, isAtLeast: false }]);
});

test("beyond the end of its curve a loss is at least the last amount, and without a curve there is none", () => {
  assert.deepEqual(lossAfter([[eur(60, 5)]], 61), [{ currency: "EUR", amount: 5, isAtLeast: true }]);
  assert.deepEqual(lossAfter([[], []], 61), []);
});

test("losses are added within a currency and never across", () => {
  const usd = { afterSeconds: 100, amount: 900, currency: "USD" };
  assert.deepEqual(lossAfter([[eur(100, 100)], [eur(50, 20), usd]], 100), [
    { currency: "USD", amount: 900, isAtLeast: false },
    { currency: "EUR", amount: 120, isAtLeast: true },
  ]);
});
