import assert from "node:assert/strict";
import { test } from "node:test";
import type { SiteName } from "../site/sites.ts";
import { type AcceptedWrite, addWrite, findOverlap, type WriteTrail } from "./overlap.ts";

type Told = readonly [site: SiteName, life: string, sentAt: number, acknowledgedAt?: number];

/** How many overlaps are found when the writes are told in the order they were acknowledged in. */
function overlaps(writes: readonly Told[]): number {
  const trails: { [site in SiteName]?: WriteTrail } = {};
  let found = 0;
  for (const [site, life, sentAt, acknowledgedAt = sentAt + 1] of writes) {
    const write: AcceptedWrite = { site, life, sentAt, acknowledgedAt };
    if (findOverlap(write, trails[site], trails[site === "east" ? "west" : "east"])) found += 1;
    trails[site] = addWrite(trails[site], write);
  }
  return found;
}

test("a takeover is not two writers, however quick", () => {
  assert.equal(
    overlaps([
      ["east", "e1", 0],
      ["east", "e1", 10],
      ["west", "w1", 11],
      ["west", "w1", 20],
    ]),
    0,
  );
});

test("a return after a restart is not two writers", () => {
  assert.equal(
    overlaps([
      ["east", "e1", 0],
      ["west", "w1", 10],
      ["east", "e2", 20],
      ["east", "e2", 30],
    ]),
    0,
  );
});

test("a write between two writes of one life of the other is two writers", () => {
  assert.equal(
    overlaps([
      ["east", "e1", 0],
      ["west", "w1", 10],
      ["east", "e1", 20],
    ]),
    1,
  );
});

test("an old primary that comes back and writes beside the new one is found", () => {
  assert.equal(
    overlaps([
      ["west", "w1", 0],
      ["east", "e2", 10],
      ["west", "w1", 20],
    ]),
    1,
  );
});

test("writers whose writes always overlap in time are found after a few of them", () => {
  const rounds = [0, 1, 2, 3, 4];
  const writes = rounds.flatMap((round): readonly Told[] => [
    ["east", "e1", round * 11, round * 11 + 10],
    ["west", "w1", round * 11 + 5, round * 11 + 15],
  ]);
  assert.ok(overlaps(writes) > 0);
});
