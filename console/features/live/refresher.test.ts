import assert from "node:assert/strict";
import { test } from "node:test";
import { createRefresher } from "./refresher.ts";

/** A refresher whose reads and pauses end when the test says so. */
function held() {
  const reads: (() => void)[] = [];
  const pauses: (() => void)[] = [];
  const hold = (list: (() => void)[]) => new Promise<void>((resolve) => list.push(resolve));
  const refresh = createRefresher(() => hold(reads), { leastMilliseconds: 200, sleep: () => hold(pauses) });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { refresh, reads, pauses, settle };
}

test("a thousand hints during one read are followed by one more read", async () => {
  const { refresh, reads, pauses, settle } = held();
  refresh();
  for (let hint = 0; hint < 1000; hint += 1) refresh();
  assert.equal(reads.length, 1);
  reads[0]?.();
  await settle();
  pauses[0]?.();
  await settle();
  assert.equal(reads.length, 2);
  reads[1]?.();
  await settle();
  pauses[1]?.();
  await settle();
  assert.equal(reads.length, 2);
});

test("the next read waits for the pause, however many hints come", async () => {
  const { refresh, reads, pauses, settle } = held();
  refresh();
  reads[0]?.();
  await settle();
  refresh();
  await settle();
  assert.equal(reads.length, 1);
  pauses[0]?.();
  await settle();
  assert.equal(reads.length, 2);
});

test("a read that fails does not end the reading", async () => {
  let count = 0;
  const refresh = createRefresher(
    () => {
      count += 1;
      return Promise.reject(new Error("away"));
    },
    { leastMilliseconds: 0, sleep: () => Promise.resolve() },
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  refresh();
  await settle();
  refresh();
  await settle();
  assert.equal(count, 2);
});
