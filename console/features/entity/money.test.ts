import assert from "node:assert/strict";
import { test } from "node:test";
import { moneyText } from "./money.ts";

const one = (amount: number, isAtLeast = false) => moneyText([{ currency: "EUR", amount, isAtLeast }]);

test("money is told in three figures with its unit, and what is only a lower bound says so", () => {
  assert.equal(one(0), "EUR 0");
  assert.equal(one(999.4), "EUR 999");
  assert.equal(one(1000), "EUR 1k");
  assert.equal(one(47_000), "EUR 47k");
  assert.equal(one(250_499), "EUR 250k");
  assert.equal(one(999_600), "EUR 1m");
  assert.equal(one(1_234_567_890, true), "≥ EUR 1.23bn");
  assert.equal(moneyText([]), "");
});

test("two currencies stand side by side", () => {
  const loss = { amount: 5, isAtLeast: false };
  assert.equal(
    moneyText([
      { currency: "EUR", ...loss },
      { currency: "USD", ...loss },
    ]),
    "EUR 5 + USD 5",
  );
});
