import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { accountFrom } from "./account.ts";
import type { Attempt } from "./attempt.ts";
import { openLedger, readLedger } from "./ledger.ts";

const now = "2026-01-01T00:00:10.000Z";

function attempt(number: number, outcome: Attempt["outcome"]): Attempt {
  const sentAt = `2026-01-01T00:00:0${number}.000Z`;
  const answer = {
    settledAt: `2026-01-01T00:00:0${number}.010Z`,
    status: 201,
    latencyMilliseconds: 10,
    reason: "",
  };
  return { number, id: `probe-${number}`, sentAt, outcome, ...answer };
}

function inFolder(use: (file: string) => void): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-ledger-"));
  try {
    use(path.join(folder, "ledger.ndjson"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a ledger is read back as it was written, also after a line broke off in the middle", () => {
  inFolder((file) => {
    const first = openLedger(file);
    first.append({ type: "settled", ...attempt(1, "acknowledged") });
    first.close();
    appendFileSync(file, '{"type":"settled","number":2,"id":"pro');
    const second = openLedger(file);
    second.append({ type: "settled", ...attempt(3, "acknowledged") });
    second.close();
    const account = accountFrom(readLedger(file), now);
    assert.deepEqual(
      account.acknowledged.map(({ id }) => id),
      ["probe-1", "probe-3"],
    );
  });
});

test("an order that was sent and never settled has an unknown outcome", () => {
  const sent = { type: "sent", number: 1, id: "probe-1", sentAt: "2026-01-01T00:00:01.000Z" } as const;
  const account = accountFrom([sent], now);
  assert.deepEqual(account.unknown, [{ id: "probe-1", sentAt: sent.sentAt }]);
});

test("a reset begins a new account and takes nothing from the file", () => {
  const lines = [
    { type: "settled", ...attempt(1, "acknowledged") } as const,
    { type: "reset", at: now } as const,
    { type: "settled", ...attempt(2, "acknowledged") } as const,
  ];
  assert.deepEqual(
    accountFrom(lines, now).acknowledged.map(({ id }) => id),
    ["probe-2"],
  );
});

test("a ledger that does not exist is empty", () => {
  inFolder((file) => assert.deepEqual(readLedger(file), []));
});
